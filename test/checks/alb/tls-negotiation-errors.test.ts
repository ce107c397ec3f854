import { describe, expect, it } from '@jest/globals';
import { tlsNegotiationErrors as check } from '../../../src/checks/alb/tls-negotiation-errors.ts';
import { context, metrics, series } from '../../support/evidence.ts';

describe('alb/tls-negotiation-errors', () => {
  it('speaks when handshakes fail with the 502s', () => {
    const failing = metrics({ made: 5, extra: [series('TargetTLSNegotiationErrorCount', 5)] });

    expect(check.run({ metrics: failing }, context)).toMatchObject({ status: 'seen', args: { errors: 300 } });
  });

  it('is silent when none failed', () => {
    expect(check.run({ metrics: metrics({ made: 5 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not know what was not asked for', () => {
    const blind = metrics({ made: 5, without: ['TargetTLSNegotiationErrorCount'] });

    expect(check.run({ metrics: blind }, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });
});
