import type { Collected, Metrics } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';

/**
 * By minute (ISO) the sum of a counter over the whole load balancer, within the span: metrics reach further back than
 * the window, for what led up to it. Undefined when it was not asked for.
 */
export function counterByMinute(metrics: Metrics, metric: string, span: Span): ReadonlyMap<string, number> | undefined {
  const found = metrics.series.filter(
    (series) => series.metric === metric && series.stat === 'Sum' && isWholeLoadBalancer(series.dimensions),
  );
  if (found.length === 0) return undefined;
  const byMinute = new Map<string, number>();
  for (const { points } of found)
    for (const { at, value } of points) if (isWithin(at, span)) byMinute.set(at, (byMinute.get(at) ?? 0) + value);
  return byMinute;
}

function isWithin(at: string, { from, to }: Span): boolean {
  const time = Date.parse(at);
  return time >= Date.parse(from) && time < Date.parse(to);
}

function isWholeLoadBalancer(dimensions: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(dimensions);
  return names.length === 1 && names[0] === 'LoadBalancer';
}

/** By zone the sum of a counter within the span. */
export function counterByZone(metrics: Metrics, metric: string, span: Span): ReadonlyMap<string, number> {
  const byZone = new Map<string, number>();
  for (const { metric: name, stat, dimensions, points } of metrics.series) {
    const zone = dimensions.AvailabilityZone;
    if (name !== metric || stat !== 'Sum' || zone === undefined || 'TargetGroup' in dimensions) continue;
    const inside = points.filter(({ at }) => isWithin(at, span));
    byZone.set(
      zone,
      inside.reduce((sum, { value }) => sum + value, byZone.get(zone) ?? 0),
    );
  }
  return byZone;
}

/**
 * A counter's sum within the span. CloudWatch leaves zeros out, so silence is 0 where the load balancer is known to
 * have counted requests or the counter itself spoke; null otherwise.
 */
export function total(metrics: Metrics, metric: string, span: Span): number | null {
  const series = counterByMinute(metrics, metric, span);
  const sum = [...(series?.values() ?? [])].reduce((all, value) => all + value, 0);
  if (series !== undefined && series.size > 0) return sum;
  const requests = counterByMinute(metrics, 'RequestCount', span);
  return requests !== undefined && requests.size > 0 ? 0 : null;
}

/**
 * True when the load balancer's own counters were read to the end: a refusal of another service's call only leaves out
 * the series that it would have named.
 */
export function countersWhole(metrics: Collected<'metrics' | 'baselineMetrics'> | undefined): boolean {
  if (metrics === undefined || metrics.status === 'missing') return false;
  if (metrics.status === 'complete') return true;
  return metrics.gaps.length > 0 && metrics.gaps.every(({ action }) => isOfAnother(action));
}

function isOfAnother(action: string | null): boolean {
  return action !== null && !action.startsWith('cloudwatch:');
}
