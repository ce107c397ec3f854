import { securityGroupBlocksTraffic as check } from '../../../src/checks/network/security-group-blocks-traffic.ts';
import { gateCheckTests } from '../../support/gate-check.ts';
import { withRules } from '../../support/network.ts';

gateCheckTests(check, {
  closed: withRules([]),
  call: ['RevokeSecurityGroupIngress', 'sg-api'],
  blind: { securityGroups: [] },
});
