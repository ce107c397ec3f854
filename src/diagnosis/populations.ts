import { sameRoute } from '../checks/reading/routes.ts';
import type { AccessLog, AccessLogRow, Evidence, LogShare, LogTiming, Metrics } from '../domain/evidence.ts';
import { read } from './read.ts';
import { sum } from './status-pairs.ts';

/** How the requests of a population failed: signatures T-E, T-A with T-B, T-C and T-D of causes-of-502 1.2. */
export type FailureKind = 'relayed' | 'prompt' | 'late' | 'timed';

/** Failures that have something in common which no single fault need share with the rest. */
export interface Population {
  readonly kind: FailureKind | null;
  /** End of the ARN of the target group that all of them went to; null: any. */
  readonly group: string | null;
  readonly count: number;
  readonly of: number;
  /** The evidence as if only they had failed. */
  readonly evidence: Evidence;
}

/** Fewer tell nothing, a smaller share is a side effect; what is nearly all of them is the whole. */
const FEW = 10;
const SHARE = 0.05;
const NEARLY_ALL = 0.95;
/** No network and no busy loop explains a close that comes later (causes-of-502 1.2, T-B). */
const AT_ONCE_SECONDS = 0.06;
/** Shorter than this is no timer. */
const TIMED_SECONDS = 4.5;

/**
 * The 502s of the access log by who answered and how they were cut off, and by target group where several fail. Two faults
 * at once drown each other's shares ("80 % on one route"); asked of each population, a check hears both.
 */
export function populationsOf(evidence: Evidence): Population[] {
  const log = read(evidence, 'accessLog');
  if (log === undefined) return [];
  const rows = log.failures.filter(({ elbStatus }) => elbStatus === 502);
  const all = sum(log.statusPairs.filter(({ elb }) => elb === 502).map(({ count }) => count));
  const scale = rows.length === 0 ? 1 : Math.max(1, all / rows.length);
  const usual = log.targetSeconds.p50 ?? 0;
  const byKind = [...Map.groupBy(rows, (row) => kindOf(row, usual))].map(([kind, own]) => ({ kind, group: null, own }));
  const byGroup = [...Map.groupBy(rows, ({ targetGroupArn }) => targetGroupArn)].flatMap(([arn, own]) =>
    arn === null ? [] : [{ kind: null, group: arn.split(':').at(-1) ?? arn, own }],
  );
  return [...byKind, ...byGroup]
    .filter(
      ({ own }) => own.length >= FEW && own.length >= SHARE * rows.length && own.length <= NEARLY_ALL * rows.length,
    )
    .sort((a, b) => b.own.length - a.own.length)
    .map(({ kind, group, own }) => ({
      kind,
      group,
      count: Math.round(own.length * scale),
      of: all,
      evidence: restricted(evidence, log, own, scale),
    }));
}

function kindOf({ targetStatus, targetSeconds }: AccessLogRow, usual: number): FailureKind {
  if (targetStatus !== null) return 'relayed';
  if (targetSeconds === null || targetSeconds <= 0.005) return 'prompt';
  if (targetSeconds <= Math.min(AT_ONCE_SECONDS, 0.5 * usual)) return 'prompt';
  return targetSeconds >= TIMED_SECONDS ? 'timed' : 'late';
}

function restricted(evidence: Evidence, log: AccessLog, rows: readonly AccessLogRow[], scale: number): Evidence {
  const { accessLog, metrics } = evidence;
  const own = logOf(log, rows, scale);
  return {
    ...evidence,
    ...(accessLog === undefined || accessLog.status === 'missing' ? {} : { accessLog: { ...accessLog, value: own } }),
    ...(metrics === undefined || metrics.status === 'missing'
      ? {}
      : { metrics: { ...metrics, value: metricsOf(metrics.value, own) } }),
  };
}

function logOf(log: AccessLog, rows: readonly AccessLogRow[], scale: number): AccessLog {
  const made = rows.filter(({ targetStatus }) => targetStatus === null);
  const relayed = rows.filter(({ targetStatus }) => targetStatus !== null);
  const shares = (old: readonly LogShare[], isOf: (row: AccessLogRow, key: string) => boolean) =>
    old.map((share) => ({
      ...share,
      elb502: scale * made.filter((row) => isOf(row, share.key)).length,
      target502: scale * relayed.filter((row) => isOf(row, share.key)).length,
    }));
  const byMinute = Map.groupBy(rows, ({ at }) => at.slice(0, 16));
  return {
    ...log,
    byMinute: log.byMinute.map((minute) => {
      const own = byMinute.get(minute.at.slice(0, 16)) ?? [];
      const ours = own.filter(({ targetStatus }) => targetStatus === null).length;
      return { ...minute, elb502: scale * ours, target502: scale * (own.length - ours) };
    }),
    statusPairs: [
      ...log.statusPairs.filter(({ elb }) => elb !== 502),
      { elb: 502, target: null, count: scale * made.length },
      { elb: 502, target: 502, count: scale * relayed.length },
    ].filter(({ count }) => count > 0),
    byTarget: shares(log.byTarget, ({ target }, key) => (target ?? '-') === key),
    byPath: shares(log.byPath, (row, key) => isOfRoute(row, key)),
    byTargetGroup: shares(log.byTargetGroup, ({ targetGroupArn }, key) => targetGroupArn?.endsWith(key) === true),
    timing: timingOf(log.timing, made),
    firstFailure: earliest(rows),
    lastFailure: latest(rows),
    failures: rows,
  };
}

function isOfRoute({ method, path }: AccessLogRow, key: string): boolean {
  return key.startsWith(`${method} `) && sameRoute(key, path);
}

function timingOf(whole: LogTiming, made: readonly AccessLogRow[]): LogTiming {
  const none = made.filter(({ targetSeconds }) => targetSeconds === null).length;
  const quick = made.filter(({ targetSeconds }) => targetSeconds !== null && targetSeconds <= 0.005).length;
  return { ...whole, rows: made.length, notDispatched: none, closedAtOnce: quick, later: made.length - none - quick };
}

function earliest(rows: readonly AccessLogRow[]): string | null {
  return rows
    .map(({ at }) => at)
    .reduce((first: string | null, at) => (first === null || at < first ? at : first), null);
}

function latest(rows: readonly AccessLogRow[]): string | null {
  return rows.map(({ at }) => at).reduce((last: string | null, at) => (last === null || at > last ? at : last), null);
}

/** The load balancer's own count of 502s is replaced by that of the population's rows. */
function metricsOf(metrics: Metrics, log: AccessLog): Metrics {
  const points = log.byMinute.filter(({ elb502 }) => elb502 > 0).map(({ at, elb502 }) => ({ at, value: elb502 }));
  return {
    ...metrics,
    series: metrics.series.flatMap((series) => {
      if (series.metric !== 'HTTPCode_ELB_502_Count') return [series];
      const isWhole = series.dimensions.AvailabilityZone === undefined && series.dimensions.TargetGroup === undefined;
      return isWhole ? [{ ...series, points }] : [];
    }),
  };
}
