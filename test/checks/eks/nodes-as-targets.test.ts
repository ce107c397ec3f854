import { describe, expect, it } from '@jest/globals';
import { nodesAsTargets as check } from '../../../src/checks/eks/nodes-as-targets.ts';
import { context } from '../../support/evidence.ts';
import { podGroup } from '../../support/pod-evidence.ts';

describe('eks/nodes-as-targets', () => {
  it('sees nodes of a cluster in a target group', () => {
    const targetGroups = [podGroup({ targetType: 'instance' })];

    expect(check.run({ targetGroups, ecsServices: [] }, context)).toMatchObject({
      status: 'seen',
      args: { cluster: 'parcels' },
    });
  });

  it('is ruled out by pods that are registered themselves', () => {
    expect(check.run({ targetGroups: [podGroup()], ecsServices: [] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell where neither tags nor changes were read', () => {
    const targetGroups = [podGroup({ targetType: 'instance', tags: null })];

    expect(check.run({ targetGroups, ecsServices: [] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });
});
