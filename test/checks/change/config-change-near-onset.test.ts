import { describe, expect, it } from '@jest/globals';
import { configChangeNearOnset as check } from '../../../src/checks/change/config-change-near-onset.ts';
import { change, context, metrics } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 20 : 0) });
const answer = (name: string, minute = 25) => check.run({ changes: [change(minute, name)], metrics: failing }, context);

describe('change/config-change-near-onset', () => {
  it.each([
    'ModifyTargetGroup',
    'ModifyTargetGroupAttributes',
    'ModifyLoadBalancerAttributes',
    'ModifyRule',
    'SetRulePriorities',
    'RevokeSecurityGroupIngress',
    'ModifySecurityGroupRules',
    'ReplaceNetworkAclEntry',
  ])('speaks of %s', (name) => {
    expect(answer(name)).toMatchObject({ status: 'seen', args: { minutes: 5 } });
  });

  it('is silent about a deployment, and about a change long before', () => {
    expect(answer('UpdateService')).toMatchObject({ status: 'not-seen' });
    expect(answer('ModifyRule', 5)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ changes: [], metrics: metrics() }, context)).toMatchObject({
      status: 'unknown',
      reason: 'no-502',
    });
  });
});
