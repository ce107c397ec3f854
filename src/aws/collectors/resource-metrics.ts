import type { MetricSeries } from '../../domain/evidence.ts';
import { metricsPage } from '../console.ts';
import { lostOf, Nothing } from '../failure.ts';
import { spanOf } from '../steps/metrics.ts';
import { agentMetricsStep } from '../steps/resource-metrics/agent.ts';
import { storeMetricsStep } from '../steps/resource-metrics/data-stores.ts';
import { instanceMetricsStep } from '../steps/resource-metrics/ec2.ts';
import { functionMetricsStep } from '../steps/resource-metrics/lambda.ts';
import { natMetricsStep } from '../steps/resource-metrics/nat.ts';
import { type Collector, type Step, unique } from '../trip.ts';

/** One for each family of resources; a family that the stack lacks asks nothing. */
const families: readonly Step<readonly MetricSeries[]>[] = [
  instanceMetricsStep,
  agentMetricsStep,
  storeMetricsStep,
  natMetricsStep,
  functionMetricsStep,
];

export const resourceMetricsCollector: Collector<'resourceMetrics'> = {
  id: 'resourceMetrics',
  actions: [],
  needs: families,
  async take(trip) {
    const settled = await Promise.allSettled(families.map((family) => trip.get(family)));
    const lost = settled.flatMap((one) => (one.status === 'rejected' ? lostOf(one.reason) : []));
    if (lost.length > 0 && settled.every(({ status }) => status === 'rejected')) throw new Nothing(...unique(lost));
    trip.lose(...lost);
    const series = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const namespaces = [...new Set(series.map(({ namespace }) => namespace))].join(', ');
    return {
      value: { ...spanOf(trip, 'window'), series },
      what: series.length === 0 ? 'no metrics of what stands behind' : `${series.length} series of ${namespaces}`,
      link: metricsPage(trip.scope),
    };
  },
};
