import type { Observation } from '../../domain/check.ts';
import type { AccessLog, LambdaFunction, Metrics, TargetGroup } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { FEW } from './failures.ts';
import { type AtWork, atWork, failingFunctions } from './functions.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';

export interface Measured {
  readonly functions: readonly LambdaFunction[];
  readonly resourceMetrics: Metrics;
  readonly metrics: Metrics;
  readonly accessLog?: AccessLog | undefined;
  readonly targetGroups?: readonly TargetGroup[] | undefined;
}

/** Of the volume of the 502s: below, what a metric counts is another story. */
const FOLLOWS = 0.3;
const STRAYS = 0.05;

export interface Seen {
  readonly functions: readonly LambdaFunction[];
  readonly work: AtWork;
}

/** What the failing functions did while requests failed; an observation where that cannot be told. */
export function measured(evidence: Measured, window: Window): Seen | Observation {
  const { functions, targetGroups, resourceMetrics, metrics, accessLog } = evidence;
  if (functions.length === 0) return notApplicable();
  const failing = targetGroups
    ? failingFunctions(functions, { targetGroups, accessLog, resourceMetrics }, window)
    : functions;
  if (failing.length === 0) return notApplicable();
  const work = atWork({ functions: failing, resourceMetrics, metrics, accessLog }, window);
  if (work === undefined) return unknown('not-collected');
  return work.failures < FEW ? unknown('too-little-traffic') : { functions: failing, work };
}

export function isObservation(one: Seen | Observation): one is Observation {
  return 'status' in one;
}

/** Whether a counter of the functions grows with the 502s. */
export function followsFailures(evidence: Measured, window: Window, metric: string): Observation {
  const found = measured(evidence, window);
  if (isObservation(found)) return found;
  const { failures, total } = found.work;
  const count = total(metric);
  if (count === undefined) return unknown('not-collected');
  const args = { count, failures };
  if (count >= Math.max(FEW, FOLLOWS * failures)) return seen(args);
  return count <= STRAYS * failures ? notSeen(args) : unknown('ambiguous', args);
}
