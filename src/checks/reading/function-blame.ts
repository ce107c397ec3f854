import type { Observation } from '../../domain/check.ts';
import type { AccessLog, Metrics, TargetGroup } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { FEW, failuresOf } from './failures.ts';
import { functionGroups } from './functions.ts';
import { curveOf, isWithin } from './metrics.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';
import { sum } from './statistics.ts';

interface Evidence {
  readonly targetGroups: readonly TargetGroup[];
  readonly resourceMetrics: Metrics;
  readonly metrics: Metrics;
  readonly accessLog?: AccessLog | undefined;
}

const FOLLOWS = 0.3;

/** What the load balancer counts against functions (LambdaUserError) or against Lambda (LambdaInternalError). */
export function blamedObservation(evidence: Evidence, window: Window, metric: string): Observation {
  const { targetGroups, resourceMetrics, metrics, accessLog } = evidence;
  const groups = functionGroups(targetGroups).map(({ dimension }) => dimension);
  if (groups.length === 0) return notApplicable();
  const failures = failuresOf(metrics, window, accessLog);
  const series = resourceMetrics.series.filter(
    (one) => one.metric === metric && groups.includes(one.dimensions.TargetGroup ?? ''),
  );
  if (failures === undefined || series.length === 0) return unknown('not-collected');
  if (failures.total === 0) return unknown('no-502');
  if (failures.total < FEW) return unknown('too-little-traffic');
  const periodMs = resourceMetrics.periodSeconds * 1000;
  const points = series.flatMap((one) => [...curveOf(one)]).filter(([at]) => isWithin(window, at, periodMs));
  const count = sum(points.map(([, value]) => value));
  const args = { count, failures: failures.total };
  if (count >= Math.max(FEW, FOLLOWS * failures.total)) return seen(args);
  return count === 0 ? notSeen(args) : unknown('ambiguous', args);
}
