import { describe, expect, it } from '@jest/globals';
import { onlyLeavingInstancesFail as check } from '../../../src/checks/scaling/only-leaving-instances-fail.ts';
import { accessLog, at, context, rows } from '../../support/evidence.ts';
import { activity, instance, scalingGroup, second } from '../../support/machines.ts';

const scaling = [scalingGroup({ activities: [activity()] })];
const gone = instance({ state: 'terminated', privateIps: [] });
const failing = (address: string, minute = 31, n = 12) =>
  accessLog(rows(n, () => ({ target: `${address}:3000`, at: at(minute, 10) })));

describe('scaling/only-leaving-instances-fail', () => {
  it('speaks when they went to the instance that was leaving', () => {
    const shutting = instance({ state: 'shutting-down' });

    expect(
      check.run({ accessLog: failing('10.0.1.10'), instances: [shutting, second], scaling }, context),
    ).toMatchObject({ status: 'seen', args: { count: 12, rows: 12 } });
  });

  it('takes an address that no instance has any more for one of those that left', () => {
    const answer = check.run({ accessLog: failing('10.0.9.9'), instances: [gone, second], scaling }, context);

    expect(answer.status).toBe('seen');
  });

  it('is silent when they went to an instance that stays, or came at another time', () => {
    const instances = [gone, second];

    expect(check.run({ accessLog: failing('10.0.2.10'), instances, scaling }, context).status).toBe('not-seen');
    expect(check.run({ accessLog: failing('10.0.9.9', 5), instances, scaling }, context).status).toBe('not-seen');
    expect(check.run({ accessLog: failing('10.0.9.9'), instances, scaling: [] }, context).status).toBe('not-seen');
  });

  it('rules nothing out by a handful, nor while a part of them went there', () => {
    const mixed = accessLog([
      ...rows(5, () => ({ target: '10.0.9.9:3000', at: at(31) })),
      ...rows(20, () => ({ target: '10.0.2.10:3000', at: at(31) })),
    ]);

    expect(check.run({ accessLog: mixed, instances: [gone, second], scaling }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
    expect(check.run({ accessLog: failing('10.0.2.10', 31, 4), instances: [second], scaling }, context)).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });
});
