import { describe, expect, it } from '@jest/globals';
import { onlyLeavingPodsFail as check } from '../../../src/checks/eks/only-leaving-pods-fail.ts';
import { accessLog, context } from '../../support/evidence.ts';
import { move, podGroup, rowsTo } from '../../support/pod-evidence.ts';

const changes = [move(30, 'DeregisterTargets', '10.0.1.10'), move(40, 'DeregisterTargets', '10.0.1.11')];
const base = { changes, targetGroups: [podGroup()], ecsServices: [] };

describe('eks/only-leaving-pods-fail', () => {
  it('sees failures on the addresses that leave, as they leave', () => {
    const log = accessLog([...rowsTo('10.0.1.10', 30, 12), ...rowsTo('10.0.1.11', 40, 8)]);

    expect(check.run({ ...base, accessLog: log }, context)).toMatchObject({
      status: 'seen',
      args: { count: 20, rows: 20 },
    });
  });

  it('is ruled out by failures on targets that stay', () => {
    const log = accessLog(rowsTo('10.0.1.77', 30, 20));

    expect(check.run({ ...base, accessLog: log }, context)).toMatchObject({
      status: 'not-seen',
      args: { count: 0, left: 2 },
    });
  });

  it('does not count the same address at another time', () => {
    const log = accessLog(rowsTo('10.0.1.10', 10, 20));

    expect(check.run({ ...base, accessLog: log }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot rule it out by a few rows', () => {
    const log = accessLog(rowsTo('10.0.1.77', 30, 5));

    expect(check.run({ ...base, accessLog: log }, context)).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });

  it('has nothing to say without Kubernetes', () => {
    const log = accessLog(rowsTo('10.0.1.10', 30, 20));

    expect(
      check.run({ ...base, changes: [], targetGroups: [podGroup({ tags: {} })], accessLog: log }, context),
    ).toMatchObject({
      status: 'not-applicable',
    });
  });
});
