import type { AccessLog, ApplicationLog, Evidence } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { total } from './metric-series.ts';
import { read } from './read.ts';

export type MadeBy = 'alb' | 'target';

/** Failures of one status by who made them. */
export interface Failures {
  readonly status: number;
  readonly madeBy: MadeBy;
  readonly count: number;
}

/** Counts of the window, from metrics first, from logs where metrics cannot tell. Null: could not be told. */
export interface Tally {
  readonly requests: number | null;
  readonly alb502: number | null;
  readonly target502: number | null;
  /** At most so many target-made 502s can exist. */
  readonly target5xx: number | null;
  /** True when both counts of 502s are whole: every period was answered. */
  readonly exact: boolean;
  readonly others: readonly Failures[];
}

export function tallyOf(evidence: Evidence, window: Span): Tally {
  const metrics = read(evidence, 'metrics');
  const log = read(evidence, 'accessLog');
  const count = (metric: string) => (metrics === undefined ? null : total(metrics, metric, window));
  const target5xx = count('HTTPCode_Target_5XX_Count');
  const fromLog = log === undefined ? null : pairSum(log, (elb, target) => elb === 502 && target === null);
  const target502 = targetMade502(evidence, target5xx, log);
  const alb502 = count('HTTPCode_ELB_502_Count') ?? fromLog;
  const metricsWhole = evidence.metrics?.status === 'complete' && count('HTTPCode_ELB_502_Count') !== null;
  const targetWhole = target5xx === 0 || evidence.accessLog?.status === 'complete' || log === undefined;
  return {
    requests: count('RequestCount') ?? (log === undefined ? null : sum(log.byMinute.map(({ requests }) => requests))),
    alb502,
    target502,
    target5xx,
    exact: metricsWhole && target502 !== null && targetWhole,
    others: othersOf(count, log, evidence),
  };
}

/** The metric lumps 500 to 599: zero is zero, more needs the access log or the application's own lines. */
function targetMade502(evidence: Evidence, target5xx: number | null, log: AccessLog | undefined): number | null {
  if (target5xx === 0 && evidence.metrics?.status === 'complete') return 0;
  if (log !== undefined) return pairSum(log, (elb, target) => elb === 502 && target === 502);
  const own = statusesOfApplication(evidence);
  if (own === undefined || target5xx === null) return null;
  const failed = sum([...own.values()]);
  // The application's lines explain the metric only when they account for nearly all of it.
  return failed >= 0.8 * target5xx ? (own.get(502) ?? 0) : null;
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
  count: (metric: string) => number | null,
  log: AccessLog | undefined,
  evidence: Evidence,
): readonly Failures[] {
  const byAlb = [500, 503, 504].map((status): Failures => {
    const logged = log === undefined ? 0 : ofLoadBalancer(log, status);
    return { status, madeBy: 'alb', count: count(`HTTPCode_ELB_${status}_Count`) ?? logged };
  });
  const statuses = log === undefined ? statusesOfApplication(evidence) : targetStatuses(log);
  const byTarget = [...(statuses ?? [])].map(([status, made]): Failures => ({ status, madeBy: 'target', count: made }));
  return [...byAlb, ...byTarget.filter(({ status }) => status !== 502)]
    .filter((failures) => failures.count > 0)
    .sort((a, b) => b.count - a.count || a.status - b.status || (a.madeBy < b.madeBy ? -1 : 1));
}

function ofLoadBalancer(log: AccessLog, status: number): number {
  return pairSum(log, (elb, target) => elb === status && target === null);
}

function targetStatuses(log: AccessLog): ReadonlyMap<number, number> {
  const byStatus = new Map<number, number>();
  for (const { target, count } of log.statusPairs)
    if (target !== null && target >= 500) byStatus.set(target, (byStatus.get(target) ?? 0) + count);
  return byStatus;
}

function pairSum(log: AccessLog, wanted: (elb: number, target: number | null) => boolean): number {
  return sum(log.statusPairs.filter(({ elb, target }) => wanted(elb, target)).map(({ count }) => count));
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
