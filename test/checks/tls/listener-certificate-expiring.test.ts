import { describe, expect, it } from '@jest/globals';
import { listenerCertificateExpiring as check } from '../../../src/checks/tls/listener-certificate-expiring.ts';
import { certificate, fromIam } from '../../support/certificate.ts';
import { context } from '../../support/evidence.ts';

const answer = (notAfter: string) => check.run({ certificates: [certificate({ notAfter })] }, context);

describe('tls/listener-certificate-expiring', () => {
  it('speaks of one that ends within a month', () => {
    expect(answer('2026-12-10T00:00:00.000Z')).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent about one that ends later, and about one that has ended: that is another finding', () => {
    expect(answer('2027-03-10T00:00:00.000Z')).toMatchObject({ status: 'not-seen' });
    expect(answer('2026-11-10T00:00:00.000Z')).toMatchObject({ status: 'not-seen' });
  });

  it('does not know what IAM does not show, and has nothing to say without HTTPS', () => {
    expect(check.run({ certificates: [fromIam] }, context)).toMatchObject({ status: 'unknown' });
    expect(check.run({ certificates: [] }, context)).toMatchObject({ status: 'not-applicable' });
  });
});
