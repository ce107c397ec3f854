import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AlarmAws, AlarmSeries } from '../../src/domain/alarm-rows.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { ResponderError } from '../../src/domain/errors.ts';
import type { Lang } from '../../src/domain/text.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { alarmDelivery, alarmEvent, albArn, metricOf } from '../support/alarm-event.ts';
import { answerIn } from './answers.ts';
import { buttonsOf, CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

let house: House;
let asked: string[];
let answerOf: (lang: Lang) => Answer;
let failing: ResponderError | undefined;

const diagnose: Diagnose = async ({ runId = '', query, lang }) => {
  asked.push(query);
  if (failing !== undefined) throw failing;
  const { run, ...answer } = answerOf(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};
const candidates = ['pay-alb', 'shop-alb'].map((name) => ({
  name,
  arn: albArn.replace('shop-alb', name),
  region: 'ap-northeast-1',
  profile: null,
}));
let known: string | null;
let series: AlarmSeries | undefined;
const alarmAws: AlarmAws = {
  placeAlarms: async (events) =>
    events.map(({ alarm }) => ({
      alarm,
      target: known,
      note: known === null ? { id: 'alarm/why/nothing-named', args: { seen: 'QueueName jobs' } } : null,
      candidates,
    })),
  alarmSeries: async () => series,
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

beforeEach(async () => {
  asked = [];
  answerOf = answerIn;
  failing = undefined;
  known = albArn;
  series = undefined;
  house = await openHouse({ diagnose, alarmAws, runbooks: [sampleRunbook] }, 'en', { settings: { alarms } });
});

afterEach(() => house.close());

const MINUTE = 60_000;
const now = () => Date.now() - 60_000;
const fire = (change: Parameters<typeof alarmEvent>[0] = {}) =>
  house.bot.accept(alarmDelivery(alarmEvent({ changedAt: now(), ...change })));
const typed = (value: string) => ({ type: 'plain_text_input', value });
const picked = (value: string) => ({ type: 'static_select', selected_option: { value } });
const said = (part: string) => house.until(({ text }) => text.includes(part));
const topPosts = () => house.messages().filter(({ byBot, threadTs, onlyFor }) => byBot && !threadTs && !onlyFor);

describe('an alarm', () => {
  it('opens an incident, is told at once, is checked, and the message then tells the verdict', async () => {
    await fire();

    const root = await said('82 %');
    expect(root.text).toMatch(/^🚨 ALARM: shop-502\n/);
    expect(root.threadTs).toBeUndefined();
    expect(asked).toEqual([albArn]);
    const run = await house.until(({ text, threadTs }) => threadTs === root.ts && text.includes('82 %'));
    expect(run.text).toContain('shop-alb');
    expect(topPosts()).toHaveLength(1);
    expect(buttonsOf([root]).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['mute', 'resolve', 'look-again', 'why']),
    );
  });

  it('shows its metric as a chart, with the finding in words', async () => {
    const at = (minutes: number) => new Date(Math.floor(now() / MINUTE) * MINUTE - minutes * MINUTE).toISOString();
    series = {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_502_Count',
      stat: 'Sum',
      span: { from: at(60), to: at(-1) },
      periodSeconds: 60,
      threshold: 10,
      comparison: 'GreaterThanThreshold',
      points: [2, 1, 0].map((n) => ({ at: at(n), value: 40 - n })),
    };
    await fire();

    const root = await said('HTTPCode_ELB_502_Count began');
    expect(root.blocks.map(({ type }) => type)).toContain('data_visualization');
    expect(root.text).toContain('The alarm fired at');
  });

  it('marks in the chart when its own alarm fired, not an earlier one of the incident', async () => {
    const from = Math.floor(now() / MINUTE) * MINUTE;
    const iso = (minutes: number) => new Date(from - minutes * MINUTE).toISOString();
    const metric = {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_502_Count',
      stat: 'Sum',
      periodSeconds: 60,
    };
    const limit = { threshold: 10, comparison: 'GreaterThanThreshold', points: [{ at: iso(1), value: 40 }] };
    series = { ...metric, ...limit, span: { from: iso(60), to: iso(-1) } };
    await fire({ changedAt: from });
    await said('The alarm fired at');
    await fire({ name: 'shop-slow', changedAt: from - 20 * MINUTE });

    const root = await said('2 alarms: 2 in ALARM');
    expect(root.text).toContain(`The alarm fired at ${iso(0).slice(11, 16)} UTC`);
  });

  it('that is OK again is told in one line, and stays open until somebody resolves it', async () => {
    await fire();
    const root = await said('82 %');
    await fire({ state: 'ok', changedAt: now() + 30_000 });

    await house.until(({ text, threadTs }) => threadTs === root.ts && text.includes('shop-502 is OK again'));
    await house.until(({ text, ts }) => ts === root.ts && text.startsWith('✅ OK again: shop-502'));
    await house.press(/^resolve$/);
    await said('Resolved by <@U0BEN>');
    expect(topPosts()).toHaveLength(1);
  });

  it('that nobody knows asks which load balancer it is about, and checks the answer', async () => {
    known = null;
    await fire({ metric: metricOf({ QueueName: 'jobs' }) });
    const root = await said('Which load balancer is this alarm about?');
    expect(root.text).toContain('QueueName jobs');
    expect(asked).toEqual([]);

    await house.press(/^alarm-target\/1$/);

    await house.until(({ text, ts }) => ts === root.ts && text.includes('82 %'));
    expect(asked).toEqual([albArn]);
  });

  it('takes a load balancer by its name, and asks again when there is none of that name', async () => {
    known = null;
    await fire({ metric: metricOf({ QueueName: 'jobs' }) });
    const root = await said('Which load balancer is this alarm about?');
    const args = { query: 'shopp', searched: 'ap-northeast-1', candidates: 'shop-alb', choices: albArn };
    failing = new ResponderError('target-not-found', { id: 'verdict/target-not-found/nearest', args });
    await house.press(/^alarm-target-other$/);
    await house.submit({ target: typed('shopp') });

    await house.until(({ text, ts }) => ts === root.ts && text.includes('No load balancer') && text.includes('shopp'));
    failing = undefined;
    await house.press(/^alarm-target\/0$/);

    await house.until(({ text, ts }) => ts === root.ts && text.includes('82 %'));
    expect(asked).toEqual(['shopp', albArn]);
  });

  it('is muted by a form that wants a reason, says so with its end, and is heard again by a button', async () => {
    await fire();
    const root = await said('82 %');
    await house.press(/^mute$/);
    await expect(house.submit({ what: picked('target'), span: picked('1h') })).rejects.toThrow('reason');
    await house.submit({ what: picked('target'), span: picked('1h'), reason: typed('load test <!here>') });

    const muted = await house.until(({ text, ts }) => ts === root.ts && text.includes('Muted by <@U0BEN> until'));
    expect(muted.text).toContain('load test &lt;!here&gt;');
    await fire({ name: 'shop-5xx', changedAt: now() + 1_000 });
    await house.until(({ text, ts }) => ts === root.ts && text.includes('2 alarms: 2 in ALARM'));
    expect(topPosts()).toHaveLength(1);

    await house.press(/^unmute$/, 'U0CHANDRA');
    await house.until(({ text, ts }) => ts === root.ts && !text.includes('Muted by'));
  });

  it('survives a restart between its arrival and its verdict', async () => {
    await fire();
    await house.restart();

    const root = await said('82 %');
    expect(topPosts().map(({ ts }) => ts)).toEqual([root.ts]);
  });

  it('can be reported, with the alarm as what detected it', async () => {
    await fire();
    await said('82 %');
    await house.press(/^report$/);
    const files = () => [...house.slack.workspace.files.values()].filter(({ name }) => name.endsWith('.md'));
    await house.until(() => files().length > 0);

    expect(files().map(({ bytes }) => String(bytes))).toEqual([expect.stringContaining('The alarm shop-502 fired at')]);
  });
});
