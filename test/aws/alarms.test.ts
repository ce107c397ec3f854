import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { childrenOf } from '../../src/aws/alarm-definitions.ts';
import { alarmActions } from '../../src/aws/alarm-targets.ts';
import { iamActions, makeAws } from '../../src/aws/index.ts';
import type { AlarmEvent } from '../../src/domain/alarm.ts';
import { alarmArn, alarmEvent, albArn, albDimension, metricOf } from '../support/alarm-event.ts';
import { awsError, region } from '../support/aws-account.ts';

const elb = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333';
const group = 'targetgroup/shop-api/73e2d6bc24d8a067';
const payArn = `${elb}:loadbalancer/app/pay-alb/60dc6c495c0c9188`;
const signal = new AbortController().signal;
const now = Date.parse('2026-11-20T10:04:00Z');

let cloudwatch: ReturnType<typeof mockClient>;
let ecs: ReturnType<typeof mockClient>;
let balancers: ReturnType<typeof mockClient>;

interface Watch {
  readonly AlarmName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly math?: readonly Readonly<Record<string, string>>[];
  readonly AlarmRule?: string;
  readonly StateValue?: 'ALARM' | 'OK';
}

const pairs = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([Name, Value]) => ({ Name, Value }));

/** CloudWatch with these alarms, one to a page. */
function holding(...all: readonly Watch[]): void {
  cloudwatch.on(DescribeAlarmsCommand).callsFake(({ AlarmNames = [], NextToken }) => {
    const here = all.filter(({ AlarmName }) => AlarmNames.includes(AlarmName));
    const at = Number(NextToken ?? 0);
    const [one] = here.slice(at);
    const next = at + 1 < here.length ? { NextToken: String(at + 1) } : {};
    if (one === undefined) return {};
    return {
      ...(one.AlarmRule === undefined ? { MetricAlarms: [asMetric(one)] } : { CompositeAlarms: [one] }),
      ...next,
    };
  });
}

const Namespace = 'AWS/ApplicationELB';

function asMetric({ AlarmName, StateValue, dimensions = {}, math }: Watch) {
  const limit = { AlarmName, StateValue, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' };
  if (math === undefined) {
    const Dimensions = pairs(dimensions);
    return { ...limit, Namespace, MetricName: 'HTTPCode_ELB_5XX_Count', Statistic: 'Sum', Period: 60, Dimensions };
  }
  const inside = math.map((of, nth) => ({
    Id: `m${nth}`,
    ReturnData: false,
    MetricStat: { Metric: { Namespace, MetricName: 'RequestCount', Dimensions: pairs(of) }, Period: 300, Stat: 'Sum' },
  }));
  return {
    ...limit,
    Metrics: [...inside, { Id: 'rate', Expression: '100*m0/m1', Label: 'Error rate', ReturnData: true }],
  };
}

beforeEach(() => {
  cloudwatch = mockClient(CloudWatchClient);
  ecs = mockClient(ECSClient);
  balancers = mockClient(ElasticLoadBalancingV2Client);
  holding();
  cloudwatch.on(ListTagsForResourceCommand).resolves({ Tags: [] });
  ecs.on(DescribeServicesCommand).callsFake(({ services = [] }) => ({
    services: services
      .filter((name: string) => name.startsWith('api'))
      .map((serviceName: string) => ({ serviceName, loadBalancers: [{ targetGroupArn: `${elb}:${group}` }] })),
  }));
  balancers.on(DescribeTargetGroupsCommand).callsFake(({ TargetGroupArns = [] }) => {
    if (TargetGroupArns.some((arn: string) => arn.includes('gone'))) throw awsError('TargetGroupNotFoundException');
    return {
      TargetGroups: TargetGroupArns.map((TargetGroupArn: string) => ({ TargetGroupArn, LoadBalancerArns: [albArn] })),
    };
  });
  balancers.on(DescribeLoadBalancersCommand).callsFake(({ Marker }) =>
    Marker === undefined
      ? {
          LoadBalancers: [{ LoadBalancerArn: albArn }, { LoadBalancerArn: `${elb}:loadbalancer/net/tcp/1` }],
          NextMarker: '2',
        }
      : { LoadBalancers: [{ LoadBalancerArn: payArn }] },
  );
});
afterEach(() => {
  const made = [cloudwatch, ecs, balancers].flatMap((client) => client.calls().map(({ args }) => args[0]));
  const operations = made.map((command) => command.constructor.name.replace(/Command$/, ''));
  const declared = alarmActions.map((action) => action.split(':')[1]);
  expect(operations.filter((operation) => !declared.includes(operation))).toEqual([]);
  for (const client of [cloudwatch, ecs, balancers]) client.restore();
});

const aws = () => makeAws({ profiles: [], region, deadlineMs: 5_000, clock: { now: () => new Date(now) } });
const place = (...events: readonly AlarmEvent[]) => aws().placeAlarms(events, signal);
const targets = async (...events: readonly AlarmEvent[]) => (await place(...events)).map(({ target }) => target);
const watching = (dimensions: Readonly<Record<string, string>>, name = 'a') =>
  alarmEvent({ name, metric: metricOf(dimensions) });
const bare = (name: string, kind: AlarmEvent['kind'] = 'composite', children: readonly string[] = []) =>
  alarmEvent({ name, kind, metric: null, children });
const calls = () => cloudwatch.calls().length + ecs.calls().length + balancers.calls().length;

describe('what an alarm is about', () => {
  it('is told by the dimension of the load balancer, by its target group, by its service', async () => {
    expect(await targets(watching({ LoadBalancer: albDimension }))).toEqual([albArn]);
    expect(calls()).toBe(0);
    expect(await targets(watching({ TargetGroup: group }))).toEqual([albArn]);
    expect(await targets(watching({ ClusterName: 'shop', ServiceName: 'api' }))).toEqual([albArn]);
  });

  it('is told by the parts of a composite, through three levels, and circles end', async () => {
    holding(
      { AlarmName: 'top', AlarmRule: 'ALARM("middle") OR ALARM(top)' },
      { AlarmName: 'middle', AlarmRule: `ALARM(${alarmArn('low')}) AND NOT OK("top")` },
      { AlarmName: 'low', AlarmRule: "ALARM('shop-5xx')" },
      { AlarmName: 'shop-5xx', dimensions: { LoadBalancer: albDimension } },
    );

    expect(await targets(bare('top'))).toEqual([albArn]);
    expect(await targets(bare('top', 'composite', [alarmArn('middle')]))).toEqual([albArn]);
  });

  it('is told by all metrics of an expression, and asked where they disagree', async () => {
    const other = { LoadBalancer: 'app/pay-alb/60dc6c495c0c9188' };
    holding(
      { AlarmName: 'rate', math: [{ LoadBalancer: albDimension }, { LoadBalancer: albDimension }] },
      { AlarmName: 'both', math: [{ LoadBalancer: albDimension }, other] },
    );
    const first = { kind: 'metric-math' as const, metric: metricOf({ LoadBalancer: albDimension }) };

    const [rate, both] = await place(alarmEvent({ name: 'rate', ...first }), alarmEvent({ name: 'both', ...first }));
    expect(rate?.target).toBe(albArn);
    expect(both).toMatchObject({
      target: null,
      note: { id: 'alarm/why/several', args: { names: 'pay-alb, shop-alb' } },
    });
    expect(both?.candidates.map(({ arn }) => arn)).toEqual([payArn, albArn]);
  });

  it('is told by the alarm’s tag when nothing else tells it', async () => {
    cloudwatch.on(ListTagsForResourceCommand).resolves({ Tags: [{ Key: '502:target', Value: ' shop-alb ' }] });

    expect(await targets(watching({ QueueName: 'jobs' }))).toEqual(['shop-alb']);
  });

  it('is not known, with the reason and the load balancers of the account, when nothing leads to one', async () => {
    const [lost] = await place(watching({ QueueName: 'jobs' }));

    expect(lost).toMatchObject({
      target: null,
      note: { id: 'alarm/why/nothing-named', args: { seen: 'QueueName jobs' } },
    });
    expect(lost?.candidates.map(({ name }) => name)).toEqual(['pay-alb', 'shop-alb']);
  });

  it('is not known when the alarm is gone, or comes from elsewhere', async () => {
    cloudwatch.on(ListTagsForResourceCommand).rejects(awsError('ResourceNotFoundException'));
    expect((await place(bare('deleted')))[0]?.note).toEqual({ id: 'alarm/why/gone', args: { name: 'deleted' } });
    const hidden = await place({ ...bare('token AKIAIOSFODNN7EXAMPLE'), name: 'token <redacted>' });
    expect(hidden[0]?.note).toEqual({ id: 'alarm/why/gone', args: { name: 'token <redacted>' } });
    const elsewhere = alarmEvent({ source: 'grafana', alarm: 'grafana:1', metric: null, account: null, region: null });
    const [theirs] = await place(elsewhere);
    expect(theirs?.note).toEqual({ id: 'alarm/why/not-cloudwatch' });
    expect(theirs?.candidates).toHaveLength(2);
  });

  it.each([
    ['AccessDeniedException', 'alarm/why/denied'],
    ['ThrottlingException', 'alarm/why/throttled'],
    ['InternalFailure', 'alarm/why/failed'],
  ])('is not guessed after %s', async (code, id) => {
    ecs.on(DescribeServicesCommand).rejects(awsError(code));

    const [lost] = await place(watching({ ClusterName: 'shop', ServiceName: 'api' }));

    expect(lost).toMatchObject({ target: null, note: { id, args: { action: 'ecs:DescribeServices' } } });
  });

  it('costs a storm few calls, and one group that is gone does not spoil the others', async () => {
    const storm = Array.from({ length: 100 }, (_, n) =>
      n % 2 === 0
        ? watching({ ClusterName: 'shop', ServiceName: `api-${n}` }, `s${n}`)
        : watching({ TargetGroup: n === 51 ? 'targetgroup/gone/73e2d6bc24d8a067' : group }, `g${n}`),
    );

    const placed = await place(...storm);

    expect(placed.filter(({ target }) => target === albArn)).toHaveLength(99);
    expect(placed[51]).toMatchObject({ target: null });
    expect(calls()).toBeLessThan(20);
  });

  it('reads names out of rules however they are written', () => {
    expect(childrenOf('ALARM("a b") AND (OK(c) OR NOT INSUFFICIENT_DATA( \'d\' )) AND TRUE')).toEqual([
      'a b',
      'c',
      'd',
    ]);
    expect(childrenOf(`ALARM("${alarmArn('x:y')}")`)).toEqual(['x:y']);
    expect(childrenOf('ALARM(')).toEqual([]);
  });

  it('asks only for what its list of IAM actions names', () => {
    expect(iamActions()).toEqual(expect.arrayContaining([...alarmActions]));
  });
});

describe('the metric of an alarm', () => {
  const asked = (): GetMetricDataCommandInput | undefined =>
    cloudwatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input;

  it('is read around its change with its own period, threshold and statistic', async () => {
    cloudwatch.on(GetMetricDataCommand).callsFake(({ NextToken }) => ({
      MetricDataResults: [
        { Id: 'alarm', Timestamps: [new Date(now - (NextToken ? 60_000 : 120_000))], Values: [NextToken ? 41 : 7] },
      ],
      ...(NextToken ? {} : { NextToken: 'more' }),
    }));

    const series = await aws().alarmSeries(
      alarmEvent({ metric: { ...metricOf({ LoadBalancer: albDimension }), statistic: 'SUM' } }),
      signal,
    );

    expect(series).toEqual({
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_ELB_502_Count',
      stat: 'Sum',
      span: { from: '2026-11-20T09:02:00.000Z', to: '2026-11-20T10:04:00.000Z' },
      periodSeconds: 60,
      threshold: 10,
      comparison: 'GreaterThanThreshold',
      points: [
        { at: '2026-11-20T10:02:00.000Z', value: 7 },
        { at: '2026-11-20T10:03:00.000Z', value: 41 },
      ],
    });
  });

  it('of an expression is the expression', async () => {
    holding({ AlarmName: 'rate', math: [{ LoadBalancer: albDimension }, { LoadBalancer: albDimension }] });
    cloudwatch
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [{ Id: 'rate', Timestamps: [new Date(now)], Values: [3] }] });

    const series = await aws().alarmSeries(bare('rate', 'metric-math'), signal);

    expect(series).toMatchObject({ metric: 'Error rate', stat: '100*m0/m1', periodSeconds: 300, threshold: 5 });
    expect(asked()?.MetricDataQueries?.map(({ Id, ReturnData }) => [Id, ReturnData])).toEqual([
      ['m0', false],
      ['m1', false],
      ['rate', true],
    ]);
  });

  it('of a composite is that of the part that is in ALARM', async () => {
    holding(
      { AlarmName: 'top', AlarmRule: 'ALARM(calm) OR ALARM(loud)' },
      { AlarmName: 'calm', dimensions: { LoadBalancer: 'x' }, StateValue: 'OK' },
      { AlarmName: 'loud', dimensions: { LoadBalancer: albDimension }, StateValue: 'ALARM' },
    );
    cloudwatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ Id: 'alarm', Timestamps: [], Values: [] }] });

    await aws().alarmSeries(bare('top'), signal);

    expect(asked()?.MetricDataQueries?.[0]?.MetricStat?.Metric?.Dimensions).toEqual(
      pairs({ LoadBalancer: albDimension }),
    );
  });

  it('that AWS does not give is none', async () => {
    cloudwatch.on(GetMetricDataCommand).rejects(awsError('AccessDenied'));

    expect(await aws().alarmSeries(alarmEvent(), signal)).toBeUndefined();
    expect(await aws().alarmSeries(alarmEvent({ source: 'grafana' }), signal)).toBeUndefined();
  });
});
