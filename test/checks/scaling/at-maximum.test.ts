import { describe, expect, it } from '@jest/globals';
import { atMaximum as check } from '../../../src/checks/scaling/at-maximum.ts';
import { at, context, service } from '../../support/evidence.ts';
import { activity, scalingGroup } from '../../support/machines.ts';

const ofService = scalingGroup({ kind: 'ecs-service', name: 'shop/api', min: 2, max: 6, desired: null });

describe('scaling/at-maximum', () => {
  it('speaks when a group, or a service, has all that it may have', () => {
    expect(check.run({ scaling: [scalingGroup({ desired: 6 })] }, context)).toMatchObject({
      status: 'seen',
      args: { group: 'shop-asg', max: 6 },
    });
    const six = [service({ name: 'api', cluster: 'shop', desiredCount: 6 })];
    expect(check.run({ scaling: [ofService], ecsServices: six }, context).status).toBe('seen');
  });

  it('speaks when scaling says that it could not go on', () => {
    const refused = activity({
      description: 'Setting desired count',
      statusMessage: 'AlreadyAtMaxCapacity',
      startedAt: at(20),
    });

    expect(check.run({ scaling: [{ ...ofService, activities: [refused] }] }, context).status).toBe('seen');
  });

  it('is silent while there is room', () => {
    expect(check.run({ scaling: [scalingGroup()] }, context).status).toBe('not-seen');
  });

  it('does not ask of a fixed size, and cannot tell how many a service has', () => {
    expect(check.run({ scaling: [scalingGroup({ min: 2, max: 2 })] }, context).status).toBe('not-applicable');
    expect(check.run({ scaling: [ofService] }, context).status).toBe('unknown');
  });
});
