import { describe, expect, it } from '@jest/globals';
import { podsByAddress as check } from '../../../src/checks/eks/pods-by-address.ts';
import { accessLog, context, groupArn, service, targetGroup } from '../../support/evidence.ts';
import { move, podGroup, rowsTo } from '../../support/pod-evidence.ts';

const log = accessLog(rowsTo('10.0.1.10', 30, 20), {
  byTargetGroup: [{ key: groupArn, requests: 900, elb502: 20, target502: 0, other5xx: 0 }],
});

describe('eks/pods-by-address', () => {
  it('knows the controller’s tags', () => {
    expect(check.run({ targetGroups: [podGroup()], ecsServices: [], accessLog: log }, context)).toMatchObject({
      status: 'seen',
      args: { cluster: 'parcels', groups: 'shop-api' },
    });
  });

  it('knows who registers the targets where there are no tags', () => {
    const targetGroups = [podGroup({ tags: null })];
    const changes = [move(5, 'RegisterTargets', '10.0.1.10')];

    expect(check.run({ targetGroups, ecsServices: [], changes, accessLog: log }, context)).toMatchObject({
      status: 'seen',
    });
  });

  it('is ruled out by a group that ECS keeps', () => {
    const ecsServices = [
      service({ loadBalancers: [{ targetGroupArn: groupArn, containerName: 'app', containerPort: 3000 }] }),
    ];

    expect(check.run({ targetGroups: [targetGroup({ targetType: 'ip' })], ecsServices }, context)).toMatchObject({
      status: 'not-seen',
      args: { count: 0 },
    });
  });

  it('is ruled out where the failures are another group’s', () => {
    const elsewhere = accessLog(rowsTo('10.0.9.9', 30, 20), {
      byTargetGroup: [{ key: 'arn:other', requests: 900, elb502: 20, target502: 0, other5xx: 0 }],
    });

    expect(check.run({ targetGroups: [podGroup()], ecsServices: [], accessLog: elsewhere }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('cannot tell where neither tags nor changes were read', () => {
    expect(check.run({ targetGroups: [podGroup({ tags: null })], ecsServices: [] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });
});
