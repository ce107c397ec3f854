import { describe, expect, it } from '@jest/globals';
import { ruleChangedNearOutage as check } from '../../../src/checks/network/rule-changed-near-outage.ts';
import { change, context, metrics, series } from '../../support/evidence.ts';
import { network } from '../../support/network.ts';

const silent = metrics({
  elb504: (minute) => (minute >= 30 ? 20 : 0),
  extra: [series('HTTPCode_ELB_5XX_Count', (minute) => (minute >= 30 ? 20 : 0))],
});
const answer = (minute: number, name: string, resource: string, counted = silent) =>
  check.run(
    { changes: [change(minute, name, { resources: [resource] })], metrics: counted, network: network() },
    context,
  );

describe('network/rule-changed-near-outage', () => {
  it.each(['sg-lb', 'sg-api', 'eni-api'])(
    'speaks of a change of %s before the 504s, without a single 502',
    (resource) => {
      expect(answer(28, 'RevokeSecurityGroupIngress', resource)).toMatchObject({
        status: 'seen',
        args: { minutes: 2 },
      });
    },
  );

  it('finds the group in the request of a call', () => {
    const changes = [change(29, 'ModifySecurityGroupRules', { resources: [], request: { groupId: 'sg-api' } })];

    expect(check.run({ changes, metrics: silent, network: network() }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent about other groups, other calls and other times', () => {
    expect(answer(28, 'RevokeSecurityGroupIngress', 'sg-other')).toMatchObject({ status: 'not-seen' });
    expect(answer(28, 'ModifyRule', 'sg-api')).toMatchObject({ status: 'not-seen' });
    expect(answer(5, 'RevokeSecurityGroupIngress', 'sg-api')).toMatchObject({ status: 'not-seen' });
  });

  it('does not know when the failures began, or of no failure', () => {
    const always = metrics({ extra: [series('HTTPCode_ELB_5XX_Count', 20)] });

    expect(answer(28, 'RevokeSecurityGroupIngress', 'sg-api', always)).toMatchObject({ reason: 'ambiguous' });
    expect(
      answer(28, 'RevokeSecurityGroupIngress', 'sg-api', metrics({ extra: [series('HTTPCode_ELB_5XX_Count', 0)] })),
    ).toMatchObject({
      status: 'unknown',
      reason: 'no-502',
    });
  });
});
