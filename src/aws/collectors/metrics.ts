import { metricsPage } from '../console.ts';
import { Nothing } from '../failure.ts';
import { albMetricsStep, ecsMetricsStep, type Side, spanOf } from '../steps/metrics.ts';
import type { Collector } from '../trip.ts';

export const metricsCollector = collectorOf('metrics', 'window');
export const baselineMetricsCollector = collectorOf('baselineMetrics', 'baseline');

/** The load balancer's own rows do not wait for ECS: when that is denied, they are complete without it. */
function collectorOf<K extends 'metrics' | 'baselineMetrics'>(id: K, side: Side): Collector<K> {
  const alb = albMetricsStep(side);
  const ecs = ecsMetricsStep(side);
  return {
    id,
    actions: [],
    needs: [alb, ecs],
    async take(trip) {
      const [albSeries, ecsSeries] = await Promise.all([trip.get(alb), trip.attempt(ecs)]);
      const value = { ...spanOf(trip, side), series: [...albSeries, ...(ecsSeries ?? [])] };
      const withPoints = value.series.filter(({ points }) => points.length > 0).length;
      if (withPoints === 0) {
        const detail = `none of ${value.series.length} metrics has a datapoint from ${value.span.from} to ${value.span.to}`;
        throw new Nothing(...trip.losses(), { reason: 'empty', action: null, detail });
      }
      const without = ecsSeries === undefined ? ', none of ECS' : '';
      const what = `${value.series.length} metrics (${withPoints} with data), ${value.span.from} to ${value.span.to}${without}`;
      return { value, what, link: metricsPage(trip.scope) };
    },
  };
}
