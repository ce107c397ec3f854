import { describe, expect, it } from '@jest/globals';
import { listenerCertificateExpired as check } from '../../../src/checks/tls/listener-certificate-expired.ts';
import { certificate, fromIam } from '../../support/certificate.ts';
import { context } from '../../support/evidence.ts';

const answer = (...certificates: Parameters<typeof certificate>[0][]) =>
  check.run({ certificates: certificates.map(certificate) }, context);

describe('tls/listener-certificate-expired', () => {
  it('speaks of one that ended by its date, or that ACM calls dead', () => {
    expect(answer({}, { notAfter: '2026-11-20T09:30:00.000Z' })).toMatchObject({ status: 'seen', args: { count: 1 } });
    expect(answer({ status: 'REVOKED' })).toMatchObject({ status: 'seen' });
  });

  it('is silent while all are valid, and says for how long', () => {
    expect(answer({}, { notAfter: '2026-12-01T00:00:00.000Z' })).toMatchObject({
      status: 'not-seen',
      args: { days: 10 },
    });
  });

  it('does not know what IAM does not show', () => {
    expect(check.run({ certificates: [certificate(), fromIam] }, context)).toMatchObject({ status: 'unknown' });
  });

  it('has nothing to say without HTTPS', () => {
    expect(answer()).toMatchObject({ status: 'not-applicable' });
  });
});
