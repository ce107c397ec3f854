import { DescribeAlarmHistoryCommand, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from '@jest/globals';
import { alarm, at, awsError, mockAccount } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

describe('the history of alarms', () => {
  it('brings each change of state with what the alarm watches', async () => {
    mockAccount();

    expect(await collectKind('alarmHistory')).toMatchObject({
      status: 'complete',
      value: [
        {
          at: at.toISOString(),
          alarm: 'shop-502',
          from: 'OK',
          to: 'ALARM',
          reason: 'Threshold Crossed',
          metric: 'AWS/ApplicationELB/HTTPCode_ELB_502_Count',
          onPath: true,
        },
      ],
    });
  });

  it.each([
    [
      'a service of the path',
      [
        ['ClusterName', 'shop'],
        ['ServiceName', 'api'],
      ],
      true,
    ],
    [
      'a service of that name in another cluster',
      [
        ['ClusterName', 'media'],
        ['ServiceName', 'api'],
      ],
      false,
    ],
    ['a database of the VPC', [['DBInstanceIdentifier', 'shop-db']], true],
    ['another load balancer', [['LoadBalancer', 'app/other/1']], false],
  ] as const)('knows whether %s is on the path', async (_, dimensions, onPath) => {
    const Dimensions = dimensions.map(([Name, Value]) => ({ Name, Value }));
    mockAccount()
      .cloudwatch.on(DescribeAlarmsCommand)
      .resolves({ MetricAlarms: [{ ...alarm, Dimensions }] });

    expect(await collectKind('alarmHistory')).toMatchObject({ value: [{ onPath }] });
  });

  it('is a gap when denied', async () => {
    mockAccount().cloudwatch.on(DescribeAlarmHistoryCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('alarmHistory')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'denied', action: 'cloudwatch:DescribeAlarmHistory' }],
    });
  });
});
