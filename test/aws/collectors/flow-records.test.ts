import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { awsError, body, logFile, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';
import { flowGroup, flowLine } from '../../support/mock-network.ts';

const inGroup = { logGroupName: flowGroup };
// biome-ignore lint/suspicious/noTemplateCurlyInString: flow logs write their format so
const custom = '${interface-id} ${pkt-srcaddr} ${pkt-dstaddr} ${srcport} ${dstport} ${protocol} ${action} ${start}';
const flowLog = (more: object) => ({
  FlowLogs: [{ FlowLogId: 'fl-1', ResourceId: 'vpc-1', FlowLogStatus: 'ACTIVE', ...more }],
});

describe('flowRecords', () => {
  it('counts what was let through and what was not, between load balancer and targets', async () => {
    const { logs } = mockAccount();
    logs.on(FilterLogEventsCommand, { ...inGroup, filterPattern: '"REJECT" "10.0.11.54"' }).resolves({
      events: [flowLine('REJECT'), flowLine('REJECT'), flowLine('REJECT', '198.51.100.9')].map((message) => ({
        message,
      })),
    });

    expect(await collectKind('flowRecords')).toMatchObject({
      status: 'complete',
      value: {
        read: 3,
        pairs: [
          {
            target: '10.0.11.54:3000',
            direction: 'to-target',
            accepted: 1,
            rejected: 2,
            interfaceId: 'eni-api',
            firstRejected: '2026-11-20T10:02:00.000Z',
          },
        ],
      },
    });
  });

  it('reads records in a format of somebody’s own', async () => {
    const { logs, ec2 } = mockAccount();
    ec2.on(DescribeFlowLogsCommand).resolves(flowLog({ LogGroupName: flowGroup, LogFormat: custom }));
    logs
      .on(FilterLogEventsCommand, inGroup)
      .resolves({ events: [{ message: 'eni-api 10.0.11.54 10.0.1.61 3000 40000 6 REJECT 1795168920' }] });

    expect(await collectKind('flowRecords')).toMatchObject({
      value: { pairs: [{ target: '10.0.11.54:3000', direction: 'from-target', rejected: expect.any(Number) }] },
    });
  });

  it('reads files in S3 by the header that they begin with', async () => {
    const { s3, ec2 } = mockAccount();
    ec2
      .on(DescribeFlowLogsCommand)
      .resolves(flowLog({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows/vpc/' }));
    const Key =
      'vpc/AWSLogs/111122223333/vpcflowlogs/ap-northeast-1/2026/11/20/111122223333_vpcflowlogs_ap-northeast-1_fl-1_20261120T1000Z_a.log.gz';
    s3.on(ListObjectsV2Command, { Bucket: 'flows' }).resolves({ Contents: [{ Key, Size: 90 }], IsTruncated: false });
    s3.on(GetObjectCommand, { Bucket: 'flows' }).callsFake(() => ({
      Body: body(
        logFile([
          'action dstaddr dstport srcaddr srcport protocol start',
          'REJECT 10.0.11.54 3000 10.0.1.61 40000 6 1795168920',
          'ACCEPT 10.0.11.54 3000 10.0.1.61 40001 17 1795168920',
        ]),
      ),
    }));

    expect(await collectKind('flowRecords')).toMatchObject({
      status: 'complete',
      value: { read: 1, pairs: [{ rejected: 1 }] },
    });
  });

  it.each([
    ['Parquet', { FileFormat: 'parquet' }],
    ['folders of Hive', { HiveCompatiblePartitions: true }],
  ])('says that it does not read %s', async (_, DestinationOptions) => {
    mockAccount()
      .ec2.on(DescribeFlowLogsCommand)
      .resolves(
        flowLog({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows', DestinationOptions }) as never,
      );

    expect(await collectKind('flowRecords')).toMatchObject({ status: 'missing', gaps: [{ reason: 'not-collected' }] });
  });

  it('says that there is no flow log', async () => {
    mockAccount().ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [] });

    expect(await collectKind('flowRecords')).toMatchObject({ status: 'missing', gaps: [{ reason: 'not-enabled' }] });
  });

  it('does not take an empty log for a quiet network', async () => {
    mockAccount().logs.on(FilterLogEventsCommand, inGroup).resolves({ events: [] });

    expect(await collectKind('flowRecords')).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });
  });

  it('names the action that is missing', async () => {
    mockAccount().logs.on(FilterLogEventsCommand, inGroup).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('flowRecords')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'denied', action: 'logs:FilterLogEvents' }],
    });
  });
});
