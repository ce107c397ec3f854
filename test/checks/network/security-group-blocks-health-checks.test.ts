import { describe, expect, it } from '@jest/globals';
import { securityGroupBlocksHealthChecks as check } from '../../../src/checks/network/security-group-blocks-health-checks.ts';
import { context, target, targetGroup } from '../../support/evidence.ts';
import { network, rule, withRules } from '../../support/network.ts';

const healthOn = (port: string) => targetGroup({ healthCheck: { ...targetGroup().healthCheck, port } });
const answer = (port: string, state = network()) =>
  check.run(
    {
      network: state,
      targetGroups: [healthOn(port)],
      targetHealth: [target({ id: '10.0.11.10', port: 3000, state: 'unhealthy' })],
    },
    context,
  );

describe('network/security-group-blocks-health-checks', () => {
  it('speaks where only requests have a rule', () => {
    expect(answer('8081')).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent where the port of the check is open, too', () => {
    expect(answer('8081', withRules([rule({ fromPort: 3000, toPort: 8081 })]))).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask where checks go the way of requests', () => {
    expect(answer('traffic-port')).toMatchObject({ status: 'not-applicable' });
  });

  it('does not know where the rules were not read', () => {
    expect(answer('8081', network({ securityGroups: [] }))).toMatchObject({ status: 'unknown' });
  });
});
