import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ListClustersCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { metricSpan } from '../../../src/aws/steps/metric-data.ts';
import { windowOf } from '../../../src/domain/window.ts';
import { at, awsError, mockAccount, region } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

describe('metrics', () => {
  it('asks a minute at a time, from three hours before the window, for the rows of the load balancer, zones, groups and service', async () => {
    mockAccount();

    const metrics = await collectKind('metrics');

    expect(metrics).toMatchObject({
      status: 'complete',
      value: { span: { from: '2026-11-20T07:00:00.000Z', to: '2026-11-20T10:10:00.000Z' }, periodSeconds: 60 },
    });
    if (metrics.status !== 'complete') return;
    expect(metrics.value.series).toEqual(
      expect.arrayContaining([
        {
          namespace: 'AWS/ApplicationELB',
          metric: 'HTTPCode_ELB_502_Count',
          stat: 'Sum',
          dimensions: { LoadBalancer: 'app/shop-alb/50dc6c495c0c9188' },
          points: [{ at: '2026-11-20T10:02:00.000Z', value: 1 }],
        },
        expect.objectContaining({
          metric: 'HTTPCode_ELB_502_Count',
          dimensions: { AvailabilityZone: 'ap-northeast-1c', LoadBalancer: 'app/shop-alb/50dc6c495c0c9188' },
        }),
        expect.objectContaining({
          metric: 'UnHealthyHostCount',
          stat: 'Minimum',
          dimensions: {
            LoadBalancer: 'app/shop-alb/50dc6c495c0c9188',
            TargetGroup: 'targetgroup/shop-api/73e2d6bc24d8a067',
          },
        }),
        expect.objectContaining({
          namespace: 'AWS/ECS',
          metric: 'MemoryUtilization',
          stat: 'Maximum',
          dimensions: { ClusterName: 'shop', ServiceName: 'api' },
        }),
      ]),
    );
  });

  it('puts the answers back to their questions, whatever their order and pages', async () => {
    mockAccount()
      .cloudwatch.on(GetMetricDataCommand)
      .callsFake(({ MetricDataQueries, NextToken }) => {
        const one = MetricDataQueries.find(
          ({ MetricStat }: { MetricStat: { Metric: { MetricName: string } } }) =>
            MetricStat.Metric.MetricName === 'NewConnectionCount',
        );
        if (one === undefined) return { MetricDataResults: [] };
        const page = (minute: number, value: number) => [
          {
            Id: one.Id,
            Timestamps: [new Date(at.getTime() + minute * 60_000)],
            Values: [value],
            StatusCode: 'PartialData',
          },
        ];
        return NextToken === undefined
          ? { MetricDataResults: page(1, 8), NextToken: 'n' }
          : { MetricDataResults: page(0, 7).map((result) => ({ ...result, StatusCode: 'Complete' })) };
      });

    const metrics = await collectKind('metrics');

    if (metrics.status !== 'complete') throw new Error(`${metrics.status}`);
    const withPoints = metrics.value.series.filter(({ points }) => points.length > 0);
    expect(withPoints.map(({ metric, points }) => [metric, points.map(({ value }) => value)])).toEqual([
      ['NewConnectionCount', [7, 8]],
    ]);
    expect(metrics.value.series.length).toBeGreaterThan(50);
  });

  it('is a gap when nothing at all has a datapoint', async () => {
    mockAccount().cloudwatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });

    expect(await collectKind('baselineMetrics')).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });
  });

  it.each([
    ['Forbidden', 'denied', 'cloudwatch:GetMetricData'],
    ['InternalError', 'failed', null],
    ['PartialData', 'cut-off', null],
  ] as const)('says so when CloudWatch answers 200 with %s', async (StatusCode, reason, action) => {
    mockAccount()
      .cloudwatch.on(GetMetricDataCommand)
      .resolves({
        MetricDataResults: [
          { Id: 'm0', Timestamps: [at], Values: [1], StatusCode: 'Complete' },
          { Id: 'm1', StatusCode },
        ],
      });

    expect(await collectKind('metrics')).toMatchObject({ status: 'partial', gaps: [{ reason, action }] });
  });

  it('stands without ECS when that is denied, and says so', async () => {
    mockAccount().ecs.on(ListClustersCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('metrics')).toMatchObject({
      status: 'complete',
      ref: { what: expect.stringContaining('none of ECS') },
    });
  });

  it('does not wait for an ECS that hangs', async () => {
    mockAccount()
      .ecs.on(DescribeServicesCommand)
      .callsFake(() => new Promise(() => undefined));

    expect(await collectKind('metrics', { deadlineMs: 800 })).toMatchObject({ status: 'complete' });
  });

  it('asks in batches of at most 500', async () => {
    const { ecs, cloudwatch } = mockAccount();
    const groups = Array.from({ length: 90 }, (_, one) => ({
      serviceName: `s${one}`,
      clusterArn: `arn:aws:ecs:${region}:1:cluster/c`,
      loadBalancers: [
        {
          targetGroupArn:
            'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:targetgroup/shop-api/73e2d6bc24d8a067',
        },
      ],
    }));
    ecs.on(DescribeServicesCommand).resolves({ services: groups });

    await collectKind('metrics');

    const sizes = cloudwatch
      .commandCalls(GetMetricDataCommand)
      .map(({ args }) => args[0].input.MetricDataQueries?.length);
    expect(Math.max(...sizes.map(Number))).toBe(500);
    expect(sizes.length).toBeGreaterThan(2);
  });
});

describe('metricSpan', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const hour = 3_600_000;
  it.each([
    ['a fresh window', 2, 1, 60],
    ['more than a day', 40, 0, 300],
    ['16 days ago', 16 * 24, 16 * 24 - 1, 300],
    ['70 days ago', 70 * 24, 70 * 24 - 1, 3_600],
  ])('has a resolution that CloudWatch still keeps for %s', (_, fromHours, toHours, period) => {
    expect(metricSpan(now - fromHours * hour, now - toHours * hour, now).periodSeconds).toBe(period);
  });

  it('widens the span to whole periods', () => {
    const { span } = metricSpan(Date.parse('2026-11-20T10:00:30Z'), Date.parse('2026-11-20T10:10:01Z'), now);

    expect(span).toEqual({ from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T10:11:00.000Z' });
    expect(windowOf(new Date(span.from), new Date(span.to)).from).toBe(span.from);
  });
});
