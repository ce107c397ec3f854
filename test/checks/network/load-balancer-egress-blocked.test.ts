import { loadBalancerEgressBlocked as check } from '../../../src/checks/network/load-balancer-egress-blocked.ts';
import { gateCheckTests } from '../../support/gate-check.ts';
import { rule, withRules } from '../../support/network.ts';

gateCheckTests(check, {
  closed: withRules([rule({ egress: true, fromPort: 443, toPort: 443 })], 'sg-lb'),
  call: ['RevokeSecurityGroupEgress', 'sg-lb'],
  blind: { securityGroups: [] },
});
