import { describe, expect, it } from '@jest/globals';
import { clientTlsErrors as check } from '../../../src/checks/alb/client-tls-errors.ts';
import type { Listener } from '../../../src/domain/evidence.ts';
import { context, metrics, series } from '../../support/evidence.ts';

const listener = (protocol: string): Listener => ({
  arn: 'l',
  port: 443,
  protocol,
  sslPolicy: null,
  certificates: [],
  rules: [],
});
const with_ = (errors: number) =>
  metrics({ extra: [series('ClientTLSNegotiationErrorCount', errors), series('NewConnectionCount', 100)] });

describe('alb/client-tls-errors', () => {
  it('speaks when one connection in twenty fails its handshake', () => {
    expect(check.run({ metrics: with_(5), listeners: [listener('HTTPS')] }, context)).toMatchObject({ status: 'seen' });
    expect(check.run({ metrics: with_(4), listeners: [listener('HTTPS')] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not ask without an HTTPS listener', () => {
    expect(check.run({ metrics: with_(5), listeners: [listener('HTTP')] }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });

  it('does not know what was not asked for', () => {
    expect(check.run({ metrics: metrics(), listeners: [listener('HTTPS')] }, context)).toMatchObject({
      status: 'unknown',
    });
  });
});
