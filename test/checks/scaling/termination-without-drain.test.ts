import { describe, expect, it } from '@jest/globals';
import { terminationWithoutDrain as check } from '../../../src/checks/scaling/termination-without-drain.ts';
import { context, targetGroup } from '../../support/evidence.ts';
import { scalingGroup } from '../../support/machines.ts';

const groups = (delay: number | null) => [targetGroup({ deregistrationDelaySeconds: delay })];
const hook = { name: 'drain', transition: 'autoscaling:EC2_INSTANCE_TERMINATING', timeoutSeconds: 120 };

describe('scaling/termination-without-drain', () => {
  it('speaks of a group that does not know the target group', () => {
    const scaling = [scalingGroup({ targetGroupArns: [] })];

    expect(check.run({ scaling, targetGroups: groups(300) }, context)).toMatchObject({
      status: 'seen',
      args: { group: 'shop-asg' },
      facts: ['shop-asg: target groups none · hooks none'],
    });
  });

  it('speaks of a delay of a second', () => {
    expect(check.run({ scaling: [scalingGroup()], targetGroups: groups(1) }, context).status).toBe('seen');
  });

  it('is silent when the delay is long enough, or a hook holds the instance, or nothing scales', () => {
    const hooked = [scalingGroup({ lifecycleHooks: [hook] })];

    expect(check.run({ scaling: [scalingGroup()], targetGroups: groups(60) }, context).status).toBe('not-seen');
    expect(check.run({ scaling: hooked, targetGroups: groups(1) }, context).status).toBe('not-seen');
    expect(check.run({ scaling: [], targetGroups: groups(1) }, context).status).toBe('not-seen');
  });

  it('accuses nobody by a delay that could not be read', () => {
    expect(check.run({ scaling: [scalingGroup()], targetGroups: groups(null) }, context).status).toBe('unknown');
  });
});
