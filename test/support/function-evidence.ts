import type { LambdaFunction, MetricSeries, Metrics, TargetGroup } from '../../src/domain/evidence.ts';
import { series, targetGroup, type Values, window } from './evidence.ts';

export const seatsArn = 'arn:aws:lambda:eu-west-1:111122223333:function:seats:live';
export const seatsGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/seats/8be1d6bc24d8a067';
export const seatsDimension = 'targetgroup/seats/8be1d6bc24d8a067';

/** A function of 128 MB and 10 s behind an alias, as it should be. */
export function lambdaFunction(change: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    arn: seatsArn,
    name: 'seats',
    qualifier: 'live',
    targetGroupArn: seatsGroupArn,
    exists: true,
    nameExists: true,
    version: '12',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMb: 128,
    layers: [],
    state: 'Active',
    stateReason: null,
    lastModified: null,
    lastUpdateStatus: 'Successful',
    lastUpdateReason: null,
    vpcSubnets: [],
    logGroup: null,
    environment: {},
    invokableByLoadBalancer: true,
    reservedConcurrency: null,
    accountConcurrency: 1000,
    ...change,
  };
}

export function functionGroup(change: Partial<TargetGroup> = {}): TargetGroup {
  return targetGroup({
    arn: seatsGroupArn,
    name: 'seats',
    dimension: seatsDimension,
    targetType: 'lambda',
    protocol: null,
    port: null,
    ...change,
  });
}

export function functionSeries(metric: string, stat: string, values: Values, name = 'seats'): MetricSeries {
  return series(metric, values, { namespace: 'AWS/Lambda', stat, dimensions: { FunctionName: name } });
}

export function blameSeries(metric: string, values: Values): MetricSeries {
  return series(metric, values, {
    dimensions: { LoadBalancer: 'app/shop-alb/50dc6c495c0c9188', TargetGroup: seatsDimension },
  });
}

/** Requests of the function's target group, which the load balancer counts. */
export function groupRequests(values: Values): MetricSeries {
  return blameSeries('RequestCount', values);
}

export interface FunctionCounts {
  readonly invocations?: Values;
  readonly errors?: Values;
  readonly throttles?: Values;
  readonly longestMs?: Values;
  readonly concurrent?: Values;
  readonly more?: readonly MetricSeries[];
}

/** What CloudWatch says of the function: forty invocations a minute, none of them wrong. */
export function functionMetrics(counts: FunctionCounts = {}): Metrics {
  return {
    span: { from: window.from, to: window.to },
    periodSeconds: 60,
    series: [
      functionSeries('Invocations', 'Sum', counts.invocations ?? 40),
      functionSeries('Errors', 'Sum', counts.errors ?? 0),
      functionSeries('Throttles', 'Sum', counts.throttles ?? 0),
      functionSeries('Duration', 'Maximum', counts.longestMs ?? 300),
      functionSeries('ConcurrentExecutions', 'Maximum', counts.concurrent ?? 4),
      ...(counts.more ?? []),
    ],
  };
}

/** From the 28th to the 32nd minute. */
export const during =
  (value: number, otherwise = 0) =>
  (minute: number): number =>
    minute >= 28 && minute <= 32 ? value : otherwise;
