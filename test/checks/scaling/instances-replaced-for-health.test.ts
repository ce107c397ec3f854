import { describe, expect, it } from '@jest/globals';
import { instancesReplacedForHealth as check } from '../../../src/checks/scaling/instances-replaced-for-health.ts';
import { context } from '../../support/evidence.ts';
import { activity, forHealth, scalingGroup } from '../../support/machines.ts';

describe('scaling/instances-replaced-for-health', () => {
  it('speaks when the group took an instance out for its health', () => {
    const scaling = [scalingGroup({ activities: [forHealth, activity()] })];

    expect(check.run({ scaling }, context)).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent about scale-in, about hours ago, and where nothing scales', () => {
    const before = { ...forHealth, startedAt: '2026-11-20T03:00:00.000Z', endedAt: '2026-11-20T03:05:00.000Z' };

    expect(check.run({ scaling: [scalingGroup({ activities: [activity()] })] }, context).status).toBe('not-seen');
    expect(check.run({ scaling: [scalingGroup({ activities: [before] })] }, context).status).toBe('not-seen');
    expect(check.run({ scaling: [] }, context).status).toBe('not-seen');
  });
});
