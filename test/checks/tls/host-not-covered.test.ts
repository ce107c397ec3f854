import { describe, expect, it } from '@jest/globals';
import { hostNotCovered as check } from '../../../src/checks/tls/host-not-covered.ts';
import { certificate, fromIam, listener } from '../../support/certificate.ts';
import { accessLog, context, row } from '../../support/evidence.ts';

const answer = (hosts: readonly string[], certificates = [certificate()]) =>
  check.run({ certificates, listeners: [listener(hosts)] }, context);

describe('tls/host-not-covered', () => {
  it('speaks of a host of a rule that no certificate holds', () => {
    expect(answer(['shop.example.com', 'admin.example.com'])).toMatchObject({
      status: 'seen',
      args: { hosts: 'admin.example.com' },
    });
  });

  it('speaks of a host that clients used', () => {
    const log = accessLog([row({ host: 'www.other.example' })]);

    expect(
      check.run({ certificates: [certificate()], listeners: [listener()], accessLog: log }, context),
    ).toMatchObject({
      status: 'seen',
    });
  });

  it('is silent where all are covered; a wildcard stands for one label', () => {
    expect(answer(['SHOP.example.com', 'v2.api.example.com'])).toMatchObject({
      status: 'not-seen',
      args: { count: 2 },
    });
    expect(answer(['a.b.api.example.com'])).toMatchObject({ status: 'seen' });
  });

  it('does not take a pattern of a rule or a scanner’s address for a name', () => {
    const log = accessLog([row({ host: '203.0.113.7' })]);

    expect(answer(['*.example.com'])).toMatchObject({ status: 'unknown' });
    expect(
      check.run({ certificates: [certificate()], listeners: [listener()], accessLog: log }, context),
    ).toMatchObject({
      status: 'unknown',
    });
  });

  it('does not know what IAM does not show, and has nothing to say without HTTPS', () => {
    expect(answer(['admin.example.com'], [certificate(), fromIam])).toMatchObject({ status: 'unknown' });
    expect(answer(['admin.example.com'], [])).toMatchObject({ status: 'not-applicable' });
  });
});
