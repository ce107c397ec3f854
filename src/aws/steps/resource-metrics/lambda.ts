import type { MetricSeries } from '../../../domain/evidence.ts';
import type { Step } from '../../trip.ts';
import { functionTargetsStep } from '../lambda.ts';
import { targetGroupDimension } from '../load-balancer.ts';
import { metricData, type Wanted } from '../metric-data.ts';
import { spanOf } from '../metrics.ts';

type Row = readonly [metric: string, ...stats: readonly string[]];

const ofFunction: readonly Row[] = [
  ['Invocations', 'Sum'],
  ['Errors', 'Sum'],
  ['Throttles', 'Sum'],
  ['Duration', 'Average', 'Maximum'],
  ['ConcurrentExecutions', 'Maximum'],
];

/** Whom the load balancer blames for a function without an answer. */
const ofTargetGroup: readonly Row[] = [
  ['LambdaUserError', 'Sum'],
  ['LambdaInternalError', 'Sum'],
];

const functionLimit = 20;

/** Of the functions behind the load balancer and their target groups. Series without a datapoint stay: they say zero. */
export const functionMetricsStep: Step<readonly MetricSeries[]> = {
  id: 'step:function-metrics',
  actions: ['cloudwatch:GetMetricData'],
  needs: [functionTargetsStep],
  async take(trip) {
    const targets = (await trip.get(functionTargetsStep)).slice(0, functionLimit);
    if (targets.length === 0) return [];
    const LoadBalancer = trip.scope.dimension;
    const names = [...new Set(targets.map(({ name }) => name))];
    const groups = [...new Set(targets.map(({ targetGroupArn }) => targetGroupArn))];
    const wanted = [
      ...names.flatMap((FunctionName) => rows('AWS/Lambda', ofFunction, { FunctionName })),
      ...rows('AWS/Lambda', [['ConcurrentExecutions', 'Maximum']], {}),
      ...groups.flatMap((arn) =>
        rows('AWS/ApplicationELB', ofTargetGroup, { LoadBalancer, TargetGroup: targetGroupDimension(arn) }),
      ),
    ];
    return metricData(trip, wanted, spanOf(trip, 'window'));
  },
};

function rows(
  namespace: string,
  table: readonly Row[],
  dimensions: Readonly<Record<string, string>>,
): readonly Wanted[] {
  return table.flatMap(([metric, ...stats]) => stats.map((stat) => ({ namespace, metric, stat, dimensions })));
}
