import { describe, expect, it } from '@jest/globals';
import { aclOrRouteChangedNearOutage as check } from '../../../src/checks/network/acl-or-route-changed-near-outage.ts';
import { change, context, metrics, series } from '../../support/evidence.ts';
import { network } from '../../support/network.ts';

const failing = metrics({ extra: [series('HTTPCode_ELB_5XX_Count', (minute) => (minute >= 30 ? 20 : 0))] });
const answer = (name: string, resource: string, counted = failing) =>
  check.run({ changes: [change(29, name, { resources: [resource] })], metrics: counted, network: network() }, context);

describe('network/acl-or-route-changed-near-outage', () => {
  it.each([
    ['CreateNetworkAclEntry', 'acl-1'],
    ['ReplaceNetworkAclAssociation', 'subnet-back'],
    ['DeleteRoute', 'rtb-main'],
  ])('speaks of %s on %s', (name, resource) => {
    expect(answer(name, resource)).toMatchObject({ status: 'seen', args: { minutes: 1 } });
  });

  it('is silent about those of other networks and about security groups', () => {
    expect(answer('CreateNetworkAclEntry', 'acl-9')).toMatchObject({ status: 'not-seen' });
    expect(answer('RevokeSecurityGroupIngress', 'acl-1')).toMatchObject({ status: 'not-seen' });
  });

  it('does not know when the failures began', () => {
    const always = metrics({ extra: [series('HTTPCode_ELB_5XX_Count', 20)] });

    expect(answer('DeleteRoute', 'rtb-main', always)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });
});
