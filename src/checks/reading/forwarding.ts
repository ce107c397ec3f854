import type { AccessLog, Listener, Metrics, TargetGroup } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { byTargetGroup, isWithin } from './metrics.ts';
import { sum } from './statistics.ts';

export interface GroupShare {
  readonly arn: string;
  readonly name: string;
  readonly requests: number;
  readonly failures: number;
}

/** Requests and the load balancer's or targets' 5XX by target group, as the access log has them. */
export function sharesOf(log: AccessLog, groups: readonly TargetGroup[]): readonly GroupShare[] {
  return log.byTargetGroup
    .filter(({ key }) => key !== '-')
    .map(({ key, requests, elb502, target502, other5xx }) => ({
      arn: key,
      name: groups.find(({ arn }) => arn === key)?.name ?? key,
      requests,
      failures: elb502 + target502 + other5xx,
    }));
}

/** The one group that has nearly all failures while others serve. */
export function failingGroup(shares: readonly GroupShare[]): GroupShare | undefined {
  const total = sum(shares.map(({ failures }) => failures));
  const [worst] = shares.toSorted((a, b) => b.failures - a.failures);
  return worst !== undefined && total > 0 && worst.failures >= 0.9 * total ? worst : undefined;
}

export interface Weighted {
  readonly arn: string;
  /** Of all that the rule forwards, 0 to 1. */
  readonly share: number;
  readonly others: readonly string[];
}

/** Target groups that share a rule's traffic by weight. */
export function weightedOf(listeners: readonly Listener[]): readonly Weighted[] {
  const actions = listeners.flatMap(({ rules }) => rules.flatMap((rule) => rule.actions));
  return actions.flatMap(({ targetGroups }) => {
    const live = targetGroups.filter(({ weight }) => (weight ?? 1) > 0);
    const all = sum(live.map(({ weight }) => weight ?? 1));
    if (live.length < 2) return [];
    return live.map(({ arn, weight }) => ({
      arn,
      share: (weight ?? 1) / all,
      others: live.filter((one) => one.arn !== arn).map((one) => one.arn),
    }));
  });
}

/** Requests that a target group got within a span; undefined when that was not asked for. */
export function requestsTo(metrics: Metrics, group: TargetGroup, span: Span): number | undefined {
  const series = byTargetGroup(metrics, 'RequestCount', 'Sum').filter(
    ({ dimensions }) => dimensions.TargetGroup === group.dimension,
  );
  if (series.length === 0) return undefined;
  const periodMs = metrics.periodSeconds * 1000;
  return sum(
    series.flatMap(({ points }) =>
      points.filter(({ at }) => isWithin(span, Date.parse(at), periodMs)).map(({ value }) => value),
    ),
  );
}
