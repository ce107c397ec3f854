import type { MetricSeries, Metrics } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { sum } from './statistics.ts';

/** Value by the start of its period, epoch ms. */
export type Curve = ReadonlyMap<number, number>;

const ALB = 'AWS/ApplicationELB';

/**
 * A counter of the load balancer, filled with 0 wherever there was traffic: CloudWatch reports these counters only when they
 * are not zero. Undefined when the metric was not asked for, so that nobody reads silence out of it.
 */
export function counter(metrics: Metrics, metric: string): Curve | undefined {
  const known = counters.get(metrics) ?? new Map<string, Curve | undefined>();
  counters.set(metrics, known);
  if (!known.has(metric)) known.set(metric, reckoned(metrics, metric));
  return known.get(metric);
}

/** Dozens of checks ask for the same few curves of the same evidence. */
const counters = new WeakMap<Metrics, Map<string, Curve | undefined>>();
const curves = new WeakMap<MetricSeries, Curve>();

function reckoned(metrics: Metrics, metric: string): Curve | undefined {
  const found = wholeLoadBalancer(metrics, metric, 'Sum');
  const traffic = wholeLoadBalancer(metrics, 'RequestCount', 'Sum');
  if (found === undefined || traffic === undefined) return undefined;
  const filled = new Map<number, number>();
  for (const [at, requests] of traffic) if (requests > 0) filled.set(at, 0);
  for (const [at, value] of found) filled.set(at, value);
  return new Map([...filled].sort(([a], [b]) => a - b));
}

/** Requests by minute; undefined when they were not asked for. */
export function requests(metrics: Metrics): Curve | undefined {
  return wholeLoadBalancer(metrics, 'RequestCount', 'Sum');
}

/** Sum over the span asked for (metrics reach back further than the window); undefined when the metric was not asked for. */
export function total(metrics: Metrics, metric: string, span: Span): number | undefined {
  const curve = counter(metrics, metric);
  const periodMs = metrics.periodSeconds * 1000;
  return curve && sum([...curve].filter(([at]) => isWithin(span, at, periodMs)).map(([, value]) => value));
}

/** Whether a period touches the span. */
export function isWithin({ from, to }: Span, at: number, periodMs: number): boolean {
  return at + periodMs > Date.parse(from) && at < Date.parse(to);
}

/** A gauge such as TargetResponseTime: only the points there are. */
export function gauge(metrics: Metrics, metric: string, stat: string): Curve | undefined {
  return wholeLoadBalancer(metrics, metric, stat);
}

/** Series of one target group each, without those of single zones. */
export function byTargetGroup(metrics: Metrics, metric: string, stat: string): readonly MetricSeries[] {
  return matching(metrics, metric, stat).filter(
    ({ dimensions }) => dimensions.TargetGroup !== undefined && dimensions.AvailabilityZone === undefined,
  );
}

/** Series of one ECS service each. */
export function byService(metrics: Metrics, metric: string, stat: string): readonly MetricSeries[] {
  return metrics.series.filter(
    (series) => series.namespace === 'AWS/ECS' && series.metric === metric && series.stat === stat,
  );
}

export function curveOf(series: MetricSeries): Curve {
  const known = curves.get(series);
  if (known !== undefined) return known;
  const curve = new Map(series.points.map(({ at, value }) => [Date.parse(at), value] as const));
  curves.set(series, curve);
  return curve;
}

function matching(metrics: Metrics, metric: string, stat: string): readonly MetricSeries[] {
  return metrics.series.filter(
    (series) => series.namespace === ALB && series.metric === metric && series.stat === stat,
  );
}

/** The load balancer's own series, else the sum (for gauges: the largest) over its target groups. */
function wholeLoadBalancer(metrics: Metrics, metric: string, stat: string): Curve | undefined {
  const all = matching(metrics, metric, stat).filter(({ dimensions }) => dimensions.AvailabilityZone === undefined);
  const own = all.filter(({ dimensions }) => dimensions.TargetGroup === undefined);
  const chosen = own.length > 0 ? own : all;
  if (chosen.length === 0) return undefined;
  const combine = stat === 'Sum' ? (a: number, b: number) => a + b : Math.max;
  const merged = new Map<number, number>();
  for (const series of chosen) {
    for (const [at, value] of curveOf(series)) {
      const before = merged.get(at);
      merged.set(at, before === undefined ? value : combine(before, value));
    }
  }
  return new Map([...merged].sort(([a], [b]) => a - b));
}
