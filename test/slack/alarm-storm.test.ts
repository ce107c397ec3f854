import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { AlarmEvent } from '../../src/domain/alarm.ts';
import type { AlarmAws, PlacedAlarm } from '../../src/domain/alarm-rows.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { alarmDelivery, alarmEvent, albArn, albDimension, metricOf } from '../support/alarm-event.ts';
import { answerIn } from './answers.ts';
import { buttonsOf, CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(180_000);

const MANY = 500;
let house: House;
let calls = 0;
let known: (event: AlarmEvent) => Partial<PlacedAlarm>;

const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};
const alarmAws: AlarmAws = {
  async placeAlarms(events) {
    calls += 1;
    return events.map((event) => ({ alarm: event.alarm, target: albArn, note: null, candidates: [], ...known(event) }));
  },
  alarmSeries: async () => undefined,
};
const alarms = {
  channel: CHANNEL,
  topics: [],
  queue: null,
  webhookSecret: null,
  rules: [],
  remindMinutes: 30,
  windowMinutes: 60,
};

afterEach(() => house.close());

async function open(): Promise<void> {
  calls = 0;
  known = () => ({});
  house = await openHouse({ diagnose, alarmAws, runbooks: [sampleRunbook] }, 'en', { settings: { alarms } });
}

/** The load balancer itself, its target groups, the services behind it, and a composite over some. */
function storm(now: number): readonly AlarmEvent[] {
  return Array.from({ length: MANY }, (_, n) => {
    const name = `shop-${n % 4}-${n}`;
    const changedAt = now - 20_000 + n * 20;
    const group = { LoadBalancer: albDimension, TargetGroup: `targetgroup/shop-${n}/73e2d6bc24d8a067` };
    const service = { ClusterName: 'shop', ServiceName: `service-${n}` };
    if (n % 4 === 0) return alarmEvent({ name, changedAt });
    if (n % 4 === 1) return alarmEvent({ name, changedAt, metric: metricOf(group) });
    if (n % 4 === 2) return alarmEvent({ name, changedAt, metric: metricOf(service) });
    return alarmEvent({ name, changedAt, kind: 'composite', metric: null, children: [`shop-0-${n - 3}`] });
  });
}

/** Three roads bring the same alarms at once, each in an order of its own. */
async function arrive(events: readonly AlarmEvent[]): Promise<void> {
  const roads = [events, events.toReversed(), [...events.slice(250), ...events.slice(0, 250)]];
  await Promise.all(
    roads.map(async (road) => {
      for (const event of road) await house.bot.accept(alarmDelivery(event));
    }),
  );
}

const byBot = () => house.messages().filter((message) => message.byBot && message.onlyFor === undefined);
const top = () => byBot().filter(({ threadTs }) => threadTs === undefined);
const below = () => byBot().filter(({ threadTs }) => threadTs !== undefined);

describe('a storm of 500 alarms of one cause', () => {
  it('is one message with the count, few lines below it, and all names in a file when it is over', async () => {
    await open();
    const events = storm(Date.now());
    await arrive(events);
    await house.until(({ text }) => text.includes('500 alarms: 500 in ALARM') && text.includes('82 %'));

    expect(top()).toHaveLength(1);
    expect(calls).toBeLessThan(30);

    const over = events.map((event) => ({ ...event, state: 'ok' as const, changedAt: event.changedAt + 60_000 }));
    await arrive(over);
    const root = await house.until(({ text }) => text.includes('500 alarms: 0 in ALARM'));
    await house.until(({ text }) => text.includes('All 500 alarms are OK again'));
    expect(root.text).toContain('OK again');
    const files = () => house.messages().flatMap((message) => message.files ?? []);
    await house.until(() => files().length > 0);

    expect(top()).toHaveLength(1);
    expect(below().length).toBeLessThanOrEqual(10);
    expect(buttonsOf([root]).map(({ id }) => id)).toContain('alarm-list');
  });

  it('of which nobody knows the target is still one message, which claims no common cause', async () => {
    await open();
    const note = { id: 'alarm/why/denied', args: { action: 'ecs:DescribeServices' } };
    known = () => ({ target: null, note });
    const now = Date.now();
    const events = storm(now).map((event, n) => ({
      ...event,
      metric: metricOf({ ClusterName: 'shop', ServiceName: `service-${n}` }),
    }));
    await arrive(events);

    const root = await house.until(({ text }) => text.includes('For 500 alarms the load balancer is not known'));
    expect(root.text).toContain('the cause may be another one');
    expect(root.text).toContain('`ecs:DescribeServices`');
    expect(top()).toHaveLength(1);
    expect(below()).toHaveLength(0);
  });
});
