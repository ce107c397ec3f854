import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateAll } from '../../../sandbox/aws/world/alarm-state.ts';
import { notificationOf, reasonOf } from '../../../sandbox/aws/world/alarm-words.ts';
import { alarmsOf } from '../../../sandbox/aws/world/alarms.ts';
import { generate } from '../../../sandbox/aws/world/generate.ts';
import { MetricStore } from '../../../sandbox/aws/world/metric-store.ts';
import { listWorlds } from '../../../sandbox/aws/world/read.ts';
import type { World } from '../../../sandbox/aws/world/spec.ts';
import { parseCloudWatch } from '../../../src/alarms/parse/cloudwatch.ts';
import { anchor, tiny } from '../world.ts';

const MINUTE = 60_000;
const front = { LoadBalancer: 'app/a/1' };
const alarm = {
  kind: 'metric',
  name: 'a-502',
  arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a-502',
  description: '',
  notifies: true,
  tags: {},
  namespace: 'AWS/ApplicationELB',
  metric: 'HTTPCode_ELB_502_Count',
  dimensions: front,
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 3,
  period: 120,
  periods: 3,
  datapoints: 2,
  missing: 'notBreaching',
} as const;

/** Counts a minute, the last one the minute before the present. */
function stateOf(counts: readonly number[], over: Partial<typeof alarm> | object = {}) {
  const metrics = new MetricStore();
  for (const [i, count] of counts.entries()) {
    const at = anchor - (counts.length - i) * MINUTE;
    if (count > 0) metrics.add(alarm.namespace, alarm.metric, front, at, count);
  }
  return evaluateAll([{ ...alarm, ...over }], metrics, anchor + 20_000).get('a-502');
}

describe('an alarm of the sandbox', () => {
  it.each([
    [[2, 1, 0, 3, 0, 0], 'ALARM'],
    [[0, 0, 3, 0, 1, 2], 'ALARM'],
    [[2, 0, 1, 2, 1, 1], 'OK'],
    [[9, 9, 9, 9, 0, 0, 0, 0, 9, 0], 'OK'],
    [[], 'OK'],
  ])('needs two of its last three periods at or over the threshold: %j', (counts, state) => {
    expect(stateOf(counts)?.state).toBe(state);
  });

  it('has no opinion without data where missing data is missing', () => {
    expect(stateOf([], { missing: 'missing' })?.state).toBe('INSUFFICIENT_DATA');
  });

  it('says which datapoints crossed, in the words of CloudWatch', () => {
    const now = stateOf([2, 1, 0, 3, 0, 0]);
    if (now === undefined) throw new Error('no evaluation');
    expect(reasonOf(alarm, now, anchor)).toBe(
      'Threshold Crossed: 2 out of the last 3 datapoints [3.0 (23/11/26 09:56:00), 3.0 (23/11/26 09:54:00)] were greater than or equal to the threshold (3.0) (minimum 2 datapoints for OK -> ALARM transition).',
    );
  });

  it('is told as CloudWatch tells it, so that the bot reads it', async () => {
    const { history } = await tiny();
    const found = evaluateAll(history.alarms, history.metrics, anchor);
    for (const each of history.alarms) {
      const now = found.get(each.name);
      if (now === undefined) throw new Error(`no evaluation of ${each.name}`);
      const change = { alarm: each, at: anchor, from: 'OK', to: 'ALARM', reason: 'r', now } as const;
      const parsed = parseCloudWatch(notificationOf(change, 'arn:aws:sns:us-east-1:123456789012:alarms'));
      const event = { name: each.name, alarm: each.arn, kind: each.kind, state: 'alarm', changedAt: anchor };
      expect(parsed).toMatchObject({ kind: 'alarms', events: [event] });
    }
  });
});

describe('the alarms of a world', () => {
  it('are those of its front load balancer and the groups behind it, and one over them all', async () => {
    const { history } = await tiny();
    expect(history.alarms.map(({ name }) => name)).toEqual([
      'tiny-alb-502',
      'tiny-alb-target-5xx',
      'tiny-api-unhealthy-hosts',
      'web-unhealthy-hosts',
      'tiny-alb-trouble',
    ]);
  });

  it('are those that it states as well, in the place of one of the same name; a resource not its own is refused', async () => {
    const { history } = await tiny();
    const many = { metric: 'RequestCount', of: 'tiny-api', threshold: 100 };
    const alarms = alarmsOf({ many, 'tiny-alb-502': { ...many, threshold: 7 } }, 'tiny-alb', history);
    const found = (name: string) => alarms.filter((one) => one.name === name);
    expect(found('many')).toMatchObject([{ dimensions: { TargetGroup: expect.stringContaining('tiny-api') } }]);
    expect(found('tiny-alb-502')).toMatchObject([{ threshold: 7 }]);
    expect(() => alarmsOf({ many: { ...many, of: 'nobody' } }, 'tiny-alb', history)).toThrow('nobody');
  });
});

/** Worlds are many and each takes a second: every third healthy one, and failures of the plain kind. */
describe('a world of the sandbox', () => {
  const failing = ['maple', 'larch', 'cedar', 'linden'];
  let worlds: readonly World[];
  beforeAll(async () => {
    const all = await listWorlds();
    const healthy = all.filter(({ expected }) => expected.verdict === 'healthy').filter((_, at) => at % 3 === 0);
    worlds = [...all.filter(({ id }) => failing.includes(id)), ...healthy];
  });

  it('fires an alarm at its present exactly when its front is not healthy', () => {
    const fired = worlds.map((world) => {
      const history = generate(world, anchor);
      const found = evaluateAll(history.alarms, history.metrics, anchor);
      return [world.id, history.alarms.some((one) => one.notifies && found.get(one.name)?.state === 'ALARM')];
    });
    expect(worlds.length).toBeGreaterThan(failing.length + 1);
    expect(fired).toEqual(worlds.map(({ id, expected }) => [id, expected.verdict !== 'healthy']));
  }, 120_000);
});
