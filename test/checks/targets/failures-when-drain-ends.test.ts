import { describe, expect, it } from '@jest/globals';
import { failuresWhenDrainEnds as check } from '../../../src/checks/targets/failures-when-drain-ends.ts';
import { accessLog, at, context, rows, service, targetGroup } from '../../support/evidence.ts';

const drained = service({
  events: [{ at: at(20), message: '(service api) has begun draining connections on 1 tasks.' }],
});
const group = [targetGroup({ deregistrationDelaySeconds: 120 })];
const cutAt = (minute: number, second: number, targetSeconds = 90) =>
  accessLog(rows(12, () => ({ at: at(minute, second), targetSeconds })));

describe('targets/failures-when-drain-ends', () => {
  it('speaks when long requests end as the delay does', () => {
    expect(check.run({ accessLog: cutAt(22, 3), targetGroups: group, ecsServices: [drained] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 12, delay: 120 },
    });
  });

  it('is silent when they end at another moment', () => {
    expect(
      check.run({ accessLog: cutAt(21, 0), targetGroups: group, ecsServices: [drained], changes: [] }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about short requests', () => {
    expect(
      check.run({ accessLog: cutAt(22, 3, 0.4), targetGroups: group, ecsServices: [drained], changes: [] }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask where nothing was drained, and does not know without the trail', () => {
    const calm = { accessLog: cutAt(22, 3), targetGroups: group, ecsServices: [service()] };

    expect(check.run({ ...calm, changes: [] }, context)).toMatchObject({ status: 'not-applicable' });
    expect(check.run(calm, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });
});
