import type { AccessLog, ApplicationLog, Evidence } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { type Counted, type Counter, madeByAlb, madeByTarget, type Told } from './count-502.ts';
import { countersWhole, total } from './metric-series.ts';
import { read } from './read.ts';
import { pairSum, sum } from './status-pairs.ts';

export type MadeBy = 'alb' | 'target';

/** Failures of one status by who made them. */
export interface Failures {
  readonly status: number;
  readonly madeBy: MadeBy;
  readonly count: number;
  /** False: there may be more. */
  readonly whole: boolean;
}

/** Counts of the window, from metrics first, from logs where metrics cannot tell. Null: could not be told. */
export interface Tally {
  readonly requests: number | null;
  readonly alb502: Counted;
  readonly target502: Counted;
  /** The 502s of both sides: so many were counted, and more than `most` there cannot be (null: nothing bounds them). */
  readonly least: number;
  readonly most: number | null;
  readonly others: readonly Failures[];
}

export function tallyOf(evidence: Evidence, window: Span): Tally {
  const metrics = read(evidence, 'metrics');
  const log = read(evidence, 'accessLog');
  const whole = countersWhole(evidence.metrics);
  const counter = (metric: string): Counter => ({
    value: metrics === undefined ? null : total(metrics, metric, window),
    whole,
  });
  const alb502 = madeByAlb(counter('HTTPCode_ELB_502_Count'), log);
  const target5xx = counter('HTTPCode_Target_5XX_Count');
  const target502 = madeByTarget(target5xx, toldOf(evidence, log, target5xx.value));
  return {
    requests: requestsOf(counter('RequestCount'), log),
    alb502,
    target502,
    least: (alb502.least ?? 0) + (target502.least ?? 0),
    most: alb502.most === null || target502.most === null ? null : alb502.most + target502.most,
    others: othersOf(counter, log, evidence),
  };
}

function requestsOf({ value, whole }: Counter, log: AccessLog | undefined): number | null {
  if (log === undefined || (whole && value !== null)) return value;
  return Math.max(value ?? 0, sum(log.byMinute.map(({ requests }) => requests)));
}

/** The access log tells every status; without it the application's own lines, where they account for the metric. */
function toldOf(evidence: Evidence, log: AccessLog | undefined, target5xx: number | null): Told | undefined {
  if (log !== undefined)
    return {
      failed: pairSum(log, (_, target) => target !== null && target >= 500),
      with502: pairSum(log, (elb, target) => elb === 502 && target === 502),
    };
  const own = statusesOfApplication(evidence);
  if (own === undefined || target5xx === null) return undefined;
  const failed = sum([...own.values()]);
  return failed >= 0.8 * target5xx ? { failed, with502: own.get(502) ?? 0 } : undefined;
}

/** Failed requests by status in the application's own lines; undefined when they were not read to the end. */
function statusesOfApplication(evidence: Evidence): ReadonlyMap<number, number> | undefined {
  if (evidence.applicationLogs?.status !== 'complete') return undefined;
  const byStatus = new Map<number, number>();
  for (const { requests } of evidence.applicationLogs.value as readonly ApplicationLog[])
    for (const { status, count } of requests)
      if (status >= 500) byStatus.set(status, (byStatus.get(status) ?? 0) + count);
  return byStatus;
}

function othersOf(
  counter: (metric: string) => Counter,
  log: AccessLog | undefined,
  evidence: Evidence,
): readonly Failures[] {
  const byAlb = [500, 503, 504].map((status): Failures => {
    const { value, whole } = counter(`HTTPCode_ELB_${status}_Count`);
    const logged = log === undefined ? 0 : pairSum(log, (elb, target) => elb === status && target === null);
    return { status, madeBy: 'alb', count: whole ? (value ?? logged) : Math.max(value ?? 0, logged), whole };
  });
  const statuses = log === undefined ? statusesOfApplication(evidence) : targetStatuses(log);
  const target5xx = counter('HTTPCode_Target_5XX_Count');
  const accounted = sum([...(statuses?.values() ?? [])]);
  const whole = target5xx.whole && target5xx.value !== null && accounted >= target5xx.value;
  const byTarget = [...(statuses ?? [])].map(
    ([status, count]): Failures => ({ status, madeBy: 'target', count, whole }),
  );
  return [...byAlb, ...byTarget.filter(({ status }) => status !== 502)]
    .filter((failures) => failures.count > 0)
    .sort((a, b) => b.count - a.count || a.status - b.status || (a.madeBy < b.madeBy ? -1 : 1));
}

function targetStatuses(log: AccessLog): ReadonlyMap<number, number> {
  const byStatus = new Map<number, number>();
  for (const { target, count } of log.statusPairs)
    if (target !== null && target >= 500) byStatus.set(target, (byStatus.get(target) ?? 0) + count);
  return byStatus;
}
