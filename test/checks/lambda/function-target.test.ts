import { describe, expect, it } from '@jest/globals';
import { functionTarget as check } from '../../../src/checks/lambda/function-target.ts';
import { accessLog, context, groupArn, row, targetGroup } from '../../support/evidence.ts';
import { blameSeries, functionGroup, functionMetrics, seatsGroupArn } from '../../support/function-evidence.ts';

const rowsTo = (arn: string) => Array.from({ length: 20 }, () => row({ targetGroupArn: arn, target: null }));
const logOf = (arn: string) =>
  accessLog(rowsTo(arn), {
    byTargetGroup: [groupArn, seatsGroupArn].map((key) => ({
      key,
      requests: 900,
      elb502: key === arn ? 20 : 0,
      target502: 0,
      other5xx: 0,
    })),
  });

describe('lambda/function-target', () => {
  it('names the function group in which requests fail', () => {
    const targetGroups = [functionGroup(), targetGroup()];

    expect(check.run({ targetGroups, accessLog: logOf(seatsGroupArn) }, context)).toMatchObject({
      status: 'seen',
      args: { groups: 'seats' },
    });
  });

  it('rules functions out where the failures are another group’s', () => {
    const targetGroups = [functionGroup(), targetGroup()];

    expect(check.run({ targetGroups, accessLog: logOf(groupArn) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('rules them out where there is none', () => {
    expect(check.run({ targetGroups: [targetGroup()] }, context)).toMatchObject({
      status: 'not-seen',
      args: { count: 0 },
    });
  });

  it('is told by what the load balancer blames on functions where there is no access log', () => {
    const resourceMetrics = functionMetrics({ more: [blameSeries('LambdaUserError', 2)] });

    expect(check.run({ targetGroups: [functionGroup(), targetGroup()], resourceMetrics }, context)).toMatchObject({
      status: 'seen',
    });
  });

  it('cannot tell without log and metrics which of two kinds of target fails', () => {
    expect(check.run({ targetGroups: [functionGroup(), targetGroup()] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });
});
