import { DescribeLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { asAttributes, attributes, awsError, body, logFile, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';
import { connectionLine, healthLine } from '../../support/mock-network.ts';

const holding = (lines: readonly string[]) =>
  mockAccount()
    .s3.on(GetObjectCommand)
    .callsFake(() => ({ Body: body(logFile(lines)) }));

describe('healthCheckLog', () => {
  it('adds up checks by target and reason', async () => {
    holding([healthLine(), healthLine('FAIL', 'ConnectionReset'), healthLine('FAIL', 'ConnectionReset'), 'cut of']);

    expect(await collectKind('healthCheckLog')).toMatchObject({
      status: 'complete',
      value: {
        rows: 3,
        skippedRows: 1,
        byTarget: [
          {
            target: '10.0.11.54:3000',
            targetGroup: 'shop-api',
            passed: 1,
            failed: 2,
            reasons: [{ reason: 'ConnectionReset', count: 2 }],
            firstFailure: '2026-11-20T10:02:00.000Z',
          },
        ],
      },
    });
  });

  it('lists files by their own beginning', async () => {
    const { s3 } = mockAccount();

    await collectKind('healthCheckLog');

    const prefixes = s3.commandCalls(ListObjectsV2Command).map(({ args: [{ input }] }) => input.Prefix);
    expect(prefixes.every((prefix) => /\/health_check_log_\d{12}_elasticloadbalancing_/.test(prefix ?? ''))).toBe(true);
  });

  it('says that it is not switched on, holds no file, or holds rows of others only', async () => {
    const off = { ...attributes, 'health_check_logs.s3.enabled': 'false' };
    mockAccount()
      .elb.on(DescribeLoadBalancerAttributesCommand)
      .resolves({ Attributes: asAttributes(off) });
    expect(await collectKind('healthCheckLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'not-enabled' }] });

    mockAccount().s3.on(ListObjectsV2Command).resolves({ Contents: [], IsTruncated: false });
    expect(await collectKind('healthCheckLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });

    holding([healthLine().replace('app/shop-alb', 'app/other')]);
    expect(await collectKind('healthCheckLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'unreadable' }] });
  });

  it('names s3:GetObject when it is denied', async () => {
    mockAccount().s3.on(GetObjectCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('healthCheckLog')).toMatchObject({ gaps: [{ reason: 'denied', action: 's3:GetObject' }] });
  });
});

describe('connectionLog', () => {
  it('counts connections and failed handshakes', async () => {
    const ended =
      '2026-11-20T10:03:00.000000Z 203.0.113.9 40001 443 - - - "-" - - - TID_2 - app/shop-alb/50dc6c495c0c9188 10.0.1.61';
    holding([connectionLine(), connectionLine('Failed:ClientCertUntrusted'), ended]);

    expect(await collectKind('connectionLog')).toMatchObject({
      status: 'complete',
      value: {
        rows: 3,
        failed: 2,
        byMinute: [
          { at: '2026-11-20T10:02:00.000Z', connections: 2, failed: 1 },
          { at: '2026-11-20T10:03:00.000Z', connections: 1, failed: 1 },
        ],
        verifyStatuses: expect.arrayContaining([{ status: 'Failed:ClientCertUntrusted', count: 1 }]),
      },
    });
  });

  it('says that it is not switched on', async () => {
    const off = { ...attributes, 'connection_logs.s3.enabled': 'false' };
    mockAccount()
      .elb.on(DescribeLoadBalancerAttributesCommand)
      .resolves({ Attributes: asAttributes(off) });

    expect(await collectKind('connectionLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'not-enabled' }] });
  });
});
