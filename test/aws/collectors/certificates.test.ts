import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from '@jest/globals';
import { awsError, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';
import { certificateArn } from '../../support/mock-network.ts';

describe('certificates', () => {
  it('are those of the HTTPS listeners, as ACM knows them', async () => {
    mockAccount();

    expect(await collectKind('certificates')).toMatchObject({
      status: 'complete',
      value: [
        {
          arn: certificateArn,
          source: 'acm',
          domains: ['shop.example.com', 'www.shop.example.com'],
          status: 'ISSUED',
          notAfter: '2027-06-01T00:00:00.000Z',
        },
      ],
    });
  });

  it('keep one of IAM by its name alone', async () => {
    const { elb, acm } = mockAccount();
    const CertificateArn = 'arn:aws:iam::111122223333:server-certificate/shop';
    elb.on(DescribeListenerCertificatesCommand).resolves({ Certificates: [{ CertificateArn }] });

    expect(await collectKind('certificates')).toMatchObject({
      status: 'complete',
      value: [{ arn: CertificateArn, source: 'iam', domains: [], notAfter: null }],
    });
    expect(acm.commandCalls(DescribeCertificateCommand)).toHaveLength(0);
  });

  it('are none without HTTPS, and that is an answer', async () => {
    mockAccount()
      .elb.on(DescribeListenersCommand)
      .resolves({ Listeners: [{ ListenerArn: 'l', Protocol: 'HTTP', Port: 80 }] });

    expect(await collectKind('certificates')).toMatchObject({ status: 'complete', value: [] });
  });

  it('name the action that is missing', async () => {
    mockAccount().acm.on(DescribeCertificateCommand).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('certificates')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'denied', action: 'acm:DescribeCertificate' }],
    });
  });
});
