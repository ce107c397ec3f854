import { describe, expect, it } from '@jest/globals';
import { AlarmBook } from '../../../sandbox/aws/alarm-book.ts';
import { openPostOffice } from '../../../sandbox/aws/messages/post-office.ts';
import type { AlarmRecord } from '../../../sandbox/aws/world/alarms.ts';
import type { History } from '../../../sandbox/aws/world/history.ts';
import { MetricStore } from '../../../sandbox/aws/world/metric-store.ts';
import { readQueueMessage } from '../../../src/alarms/queue-message.ts';
import { anchor } from '../world.ts';

const MINUTE = 60_000;
const account = { region: 'us-east-1', account: '123456789012' };
const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;

const alarm = (name: string, notifies = true): AlarmRecord => ({
  kind: 'metric',
  name,
  arn: arn(name),
  description: '',
  notifies,
  tags: {},
  namespace: 'N',
  metric: name,
  dimensions: {},
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  period: 60,
  periods: 2,
  datapoints: 1,
  missing: 'notBreaching',
});

/** A book whose metrics are reported in these minutes against the start, and a clock to move. */
function bookOf(minutes: Readonly<Record<string, readonly number[]>>, alarms: readonly AlarmRecord[]) {
  const metrics = new MetricStore();
  for (const [name, all] of Object.entries(minutes)) {
    for (const minute of all) metrics.add('N', name, {}, anchor + minute * MINUTE, 1);
  }
  const post = openPostOffice(account);
  const state = { now: anchor };
  const book = new AlarmBook({ alarms, metrics } as unknown as History, post, () => state.now);
  const told = async () => {
    const found = await post.alarms.queue.receive(10, 600, 0);
    return found.map(({ body }) => {
      const parsed = readQueueMessage(body, [post.alarms.topic.arn]);
      const [event] = parsed.kind === 'alarms' ? parsed.events : [];
      return `${event?.name} ${event?.state} at ${((event?.changedAt ?? 0) - anchor) / MINUTE}`;
    });
  };
  return { book, state, told };
}

describe('the alarms of the stand-in', () => {
  it('are evaluated, and told to nobody, until they are to be published', async () => {
    const { book, state, told } = bookOf({ a: [-1] }, [alarm('a')]);
    state.now += 10 * MINUTE;
    expect(book.all().map(({ state: value }) => value)).toEqual(['OK']);
    expect(await told()).toEqual([]);
  });

  it('are published once when they are wrong at the start, and again when they recover or come back', async () => {
    const { book, state, told } = bookOf({ a: [-1, 5] }, [alarm('a'), alarm('b')]);
    state.now += 20_000;
    book.beginPublishing();
    expect(await told()).toEqual([`a alarm at ${20_000 / MINUTE}`]);
    book.look();
    expect(await told()).toEqual([]);
    state.now = anchor + 2 * MINUTE + 5_000;
    book.look();
    expect(await told()).toEqual(['a ok at 2']);
    state.now = anchor + 9 * MINUTE;
    book.look();
    expect(await told()).toEqual(['a alarm at 6', 'a ok at 8']);
  });

  it('are not published where they have no action, and never while all is well', async () => {
    const { book, state, told } = bookOf({ quiet: [-1] }, [alarm('quiet', false), alarm('b')]);
    book.beginPublishing();
    state.now += 30 * MINUTE;
    book.look();
    expect(await told()).toEqual([]);
  });

  it('say of a composite which children set it off', () => {
    const both: AlarmRecord = {
      kind: 'composite',
      name: 'both',
      arn: arn('both'),
      description: '',
      notifies: false,
      tags: {},
      rule: 'ALARM("a") OR ALARM("b")',
      children: ['a', 'b'],
    };
    const { book } = bookOf({ b: [-1] }, [alarm('a'), alarm('b'), both]);
    const found = book.all().find((one) => one.alarm.name === 'both');
    expect(found).toMatchObject({
      state: 'ALARM',
      reason: expect.stringContaining(`${arn('b')} transitioned to ALARM`),
    });
  });
});
