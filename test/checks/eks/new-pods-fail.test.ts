import { describe, expect, it } from '@jest/globals';
import { newPodsFail as check } from '../../../src/checks/eks/new-pods-fail.ts';
import { accessLog, context } from '../../support/evidence.ts';
import { move, podGroup, rowsTo } from '../../support/pod-evidence.ts';

const changes = [move(30, 'RegisterTargets', '10.0.1.10')];
const base = { changes, targetGroups: [podGroup()], ecsServices: [] };

describe('eks/new-pods-fail', () => {
  it('sees failures on an address that has just come', () => {
    expect(check.run({ ...base, accessLog: accessLog(rowsTo('10.0.1.10', 31, 20)) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 20 },
    });
  });

  it('is ruled out by failures that go on long after it came', () => {
    expect(check.run({ ...base, accessLog: accessLog(rowsTo('10.0.1.10', 50, 20)) }, context)).toMatchObject({
      status: 'not-seen',
      args: { came: 1 },
    });
  });

  it('does not decide by a half', () => {
    const log = accessLog([...rowsTo('10.0.1.10', 31, 10), ...rowsTo('10.0.1.77', 31, 14)]);

    expect(check.run({ ...base, accessLog: log }, context)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('knows nothing where nothing failed', () => {
    expect(check.run({ ...base, accessLog: accessLog([]) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'no-502',
    });
  });
});
