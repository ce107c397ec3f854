import { describe, expect, it } from '@jest/globals';
import { targetControlErrors as check } from '../../../src/checks/alb/target-control-errors.ts';
import { context, groupSeries, metrics, targetGroup } from '../../support/evidence.ts';

const group = targetGroup({ targetControlPort: 3500 });
const counted = (errors: number) => metrics({ extra: [groupSeries('TargetControlChannelErrorCount', 'Sum', errors)] });

describe('alb/target-control-errors', () => {
  it('speaks of errors of the agent', () => {
    expect(check.run({ metrics: counted(2), targetGroups: [group] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 120 },
    });
  });

  it('is silent when it counted none', () => {
    expect(check.run({ metrics: counted(0), targetGroups: [group] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not apply to groups without a control port', () => {
    expect(check.run({ metrics: metrics(), targetGroups: [targetGroup()] }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });

  it('does not know what was not counted', () => {
    expect(check.run({ metrics: metrics(), targetGroups: [group] }, context)).toMatchObject({ status: 'unknown' });
  });
});
