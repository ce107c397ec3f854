import { describe, expect, it } from '@jest/globals';
import { hostFirewallRejects as check } from '../../../src/checks/network/host-firewall-rejects.ts';
import { context, metrics } from '../../support/evidence.ts';

describe('network/host-firewall-rejects', () => {
  it('is for a person to see where connections fail', () => {
    expect(check.run({ metrics: metrics({ connectionErrors: 2 }) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'needs-a-person',
      args: { errors: 120 },
    });
  });

  it('is ruled out where every connection was made', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not know where nobody counted', () => {
    const blind = metrics({ without: ['TargetConnectionErrorCount'] });

    expect(check.run({ metrics: blind }, context)).toMatchObject({ reason: 'not-collected' });
  });
});
