import { DescribeLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { windowOf } from '../../../src/domain/window.ts';
import { albLine, made502 } from '../../support/alb-log.ts';
import { asAttributes, attributes, awsError, body, logFile, logKey, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

const rows = logFile([made502({}), albLine({}), albLine({ at: '2026-11-20T09:59:59.000000Z' })]);
const keyAt = (end: string) => logKey.replace('20261120T1005Z', end);
const listed = (...ends: readonly string[]) => ({
  Contents: ends.map((end) => ({ Key: keyAt(end), Size: 500, ETag: '"e"' })),
  IsTruncated: false,
});

describe('accessLog', () => {
  it('reads the files of the window and adds up the rows in it', async () => {
    const { s3 } = mockAccount();
    s3.on(GetObjectCommand).callsFake(() => ({ Body: body(rows) }));

    expect(await collectKind('accessLog')).toMatchObject({
      status: 'complete',
      value: {
        objects: 1,
        bytes: 500,
        rows: 2,
        skippedRows: 0,
        timing: { rows: 1 },
        byMinute: [{ requests: 2, elb502: 1 }],
      },
      ref: { what: 'ALB access log, 1 objects, 2 rows, written until 2026-11-20T10:05:00.000Z' },
    });
  });

  it('lists by day, load balancer and time, and reads only what overlaps', async () => {
    const { s3 } = mockAccount();
    s3.on(ListObjectsV2Command).resolves(
      listed('20261120T0955Z', '20261120T1005Z', '20261120T1010Z', '20261120T1130Z'),
    );

    await collectKind('accessLog');

    const [list] = s3.commandCalls(ListObjectsV2Command).map(({ args }) => args[0].input);
    const prefix =
      'AWSLogs/111122223333/elasticloadbalancing/ap-northeast-1/2026/11/20/111122223333_elasticloadbalancing_ap-northeast-1_app.shop-alb.50dc6c495c0c9188_';
    expect(list).toMatchObject({ Bucket: 'shop-logs', Prefix: prefix, StartAfter: `${prefix}20261120T0959` });
    const read = s3.commandCalls(GetObjectCommand).map(({ args }) => args[0].input.Key);
    expect(read.toSorted()).toEqual([keyAt('20261120T1005Z'), keyAt('20261120T1010Z')]);
  });

  it('crosses midnight, and honours the prefix', async () => {
    const { s3, elb } = mockAccount();
    elb.on(DescribeLoadBalancerAttributesCommand).resolves({
      Attributes: asAttributes({ ...attributes, 'access_logs.s3.prefix': 'prod/alb' }),
    });
    const window = windowOf(new Date('2026-11-19T23:30:00Z'), new Date('2026-11-20T00:30:00Z'));

    await collectKind('accessLog', { window });

    const prefixes = s3.commandCalls(ListObjectsV2Command).map(({ args }) => args[0].input.Prefix?.slice(0, 86));
    expect(prefixes).toEqual([
      expect.stringContaining('prod/alb/AWSLogs/111122223333/elasticloadbalancing/ap-northeast-1/2026/11/19/'),
      expect.stringContaining('prod/alb/AWSLogs/111122223333/elasticloadbalancing/ap-northeast-1/2026/11/20/'),
    ]);
  });

  it('says that it is not switched on', async () => {
    mockAccount()
      .elb.on(DescribeLoadBalancerAttributesCommand)
      .resolves({ Attributes: asAttributes({ ...attributes, 'access_logs.s3.enabled': 'false' }) });

    expect(await collectKind('accessLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'not-enabled' }] });
  });

  it.each([
    ['s3:ListBucket', ListObjectsV2Command],
    ['s3:GetObject', GetObjectCommand],
  ] as const)('names %s when it is denied', async (action, command) => {
    mockAccount()
      .s3.on(command as typeof ListObjectsV2Command)
      .rejects(awsError('AccessDenied'));

    expect(await collectKind('accessLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'denied', action }] });
  });

  it('does not take an empty bucket for a quiet load balancer', async () => {
    mockAccount().s3.on(ListObjectsV2Command).resolves(listed());

    expect(await collectKind('accessLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });
  });

  it('is partial when the newest file ends long before the window does', async () => {
    mockAccount().s3.on(ListObjectsV2Command).resolves(listed('20261120T1005Z'));
    const window = windowOf(new Date('2026-11-20T10:00:00Z'), new Date('2026-11-20T11:00:00Z'));
    const clock = { now: () => new Date('2026-11-20T11:00:00Z') };

    expect(await collectKind('accessLog', { window, clock })).toMatchObject({
      status: 'partial',
      gaps: [{ reason: 'empty', detail: 'the newest log file ends at 2026-11-20T10:05:00.000Z' }],
    });
  });

  it('gives what a broken-off file held, and a gap', async () => {
    const { s3 } = mockAccount();
    const lines = Array.from({ length: 20_000 }, (_, at) =>
      made502({ client: `203.0.113.${at % 250}:${(at * 7919) % 65_000}` }),
    );
    const whole = logFile(lines);
    s3.on(GetObjectCommand).callsFake(() => ({ Body: body(whole.subarray(0, whole.length / 2)) }));

    const log = await collectKind('accessLog');

    expect(log).toMatchObject({ status: 'partial', gaps: [{ reason: 'cut-off' }] });
    if (log.status !== 'partial') return;
    expect(log.value.rows).toBeGreaterThan(0);
    expect(log.value.rows).toBeLessThan(20_000);
  });

  it('says when a file is no gzip, and when it holds only rows of others', async () => {
    const { s3 } = mockAccount();
    s3.on(GetObjectCommand).callsFake(() => ({ Body: body(Buffer.from('<html>')) }));
    expect(await collectKind('accessLog')).toMatchObject({ gaps: [{ reason: 'unreadable' }] });

    s3.on(GetObjectCommand).callsFake(() => ({ Body: body(logFile([albLine({ loadBalancer: 'app/other/1' })])) }));
    expect(await collectKind('accessLog')).toMatchObject({ status: 'missing', gaps: [{ reason: 'unreadable' }] });
  });

  it('reads the others when one file is denied', async () => {
    const { s3 } = mockAccount();
    s3.on(ListObjectsV2Command).resolves(listed('20261120T1005Z', '20261120T1010Z'));
    s3.on(GetObjectCommand, { Bucket: 'shop-logs', Key: keyAt('20261120T1010Z') }).rejects(awsError('AccessDenied'));

    expect(await collectKind('accessLog')).toMatchObject({
      status: 'partial',
      value: { objects: 1, rows: 1 },
      gaps: [{ reason: 'denied', action: 's3:GetObject', detail: expect.stringMatching(/^1 of 2 log files: /) }],
    });
  });

  it('reads the newest within its budget of bytes and says what it left', async () => {
    const { s3 } = mockAccount();
    const big = { Size: 150_000_000, ETag: '"e"' };
    s3.on(ListObjectsV2Command).resolves({
      Contents: [
        { Key: keyAt('20261120T1005Z'), ...big },
        { Key: keyAt('20261120T1010Z'), ...big },
      ],
    });

    expect(await collectKind('accessLog')).toMatchObject({
      status: 'partial',
      value: { objects: 1 },
      gaps: [{ reason: 'cut-off', detail: expect.stringContaining('newest 1 of 2') }],
    });
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input.Key).toBe(keyAt('20261120T1010Z'));
  });
});
