import type { AccessLog, AccessLogRow } from '../../domain/evidence.ts';
import { madeRows } from './access-log.ts';
import { ENOUGH, FEW } from './failures.ts';

export type Signature = 'not-dispatched' | 'closed-at-once' | 'mid-response' | 'constant-time';

export interface Timing {
  readonly rows: number;
  /** A row cut off by a timer was also cut off midway and counts in both. */
  readonly counts: { readonly [S in Signature]: number };
  /** Seconds on which late rows cluster. */
  readonly constantSeconds: number | undefined;
  readonly medianSeconds: number | undefined;
}

/** The reader counts rows up to here as closed at once. */
const AT_ONCE_SECONDS = 0.005;
/** Shorter than this a constant time is no timer. */
const TIMER_SECONDS = 4.5;
/** Half the width of a cluster, as a share of its middle. */
const WIDTH = 0.05;

/**
 * How the 502 rows without target status were cut off (T-A to T-D). Undefined with fewer rows than can show anything.
 * Several faults may be mixed, so nothing here asks for one population.
 */
export function timingOf(log: AccessLog): Timing | undefined {
  const { timing } = log;
  if (timing.rows < FEW) return undefined;
  const sample = madeRows(log);
  const cluster = largestCluster(sample) ?? clusterOfQuantiles(log);
  // The rows may be a sample: the cluster's share of it stands for its share of all.
  const clustered = cluster === undefined ? 0 : Math.round(cluster.share * timing.rows);
  const quick = quickOf(sample, log);
  return {
    rows: timing.rows,
    counts: {
      'not-dispatched': timing.notDispatched,
      'closed-at-once': timing.closedAtOnce + quick,
      'mid-response': timing.later - quick,
      'constant-time': clustered,
    },
    constantSeconds: cluster?.seconds,
    medianSeconds: timing.targetSeconds.p50 ?? undefined,
  };
}

/** Later than this no network and no busy loop explains a close that was no work. */
const QUICK_SECONDS = 0.06;

/**
 * Late rows that broke off long before this application answers anything: a race is seen up to tens of milliseconds
 * after the request where the loop is busy (median 18 ms, at most 53 ms in a public case), while work takes longer.
 */
function quickOf(sample: readonly AccessLogRow[], { timing, targetSeconds }: AccessLog): number {
  const limit = Math.min(QUICK_SECONDS, 0.5 * (targetSeconds.p50 ?? 0));
  const late = sample.filter((row) => (row.targetSeconds ?? 0) > AT_ONCE_SECONDS);
  const quick = late.filter((row) => (row.targetSeconds ?? 0) <= limit);
  return late.length === 0 ? 0 : Math.round((quick.length / late.length) * timing.later);
}

interface Cluster {
  readonly seconds: number;
  readonly share: number; // of all rows
}

/** The largest heap of equal times, over all rows and on each route alone: a timer of one route drowns among the others. */
function largestCluster(rows: readonly AccessLogRow[]): Cluster | undefined {
  const late = rows.filter(({ targetSeconds }) => (targetSeconds ?? 0) >= TIMER_SECONDS);
  const byRoute = [...Map.groupBy(late, ({ method, path }) => `${method} ${path}`).values()];
  const heaps = [late, ...byRoute].flatMap(
    (some) => densest(some.map(({ targetSeconds }) => targetSeconds ?? 0)) ?? [],
  );
  const [top] = heaps.sort((a, b) => b.count - a.count);
  return top && { seconds: top.seconds, share: top.count / Math.max(1, rows.length) };
}

/** The most values that lie within the width of one of them; they must be most of what they are among. */
function densest(seconds: readonly number[]): { readonly seconds: number; readonly count: number } | undefined {
  const counted = seconds.map((middle) => ({
    seconds: middle,
    count: seconds.filter((value) => Math.abs(value - middle) <= WIDTH * middle).length,
  }));
  const top = counted.sort((a, b) => b.count - a.count)[0];
  return top && top.count >= FEW && top.count >= 0.6 * seconds.length ? top : undefined;
}

function clusterOfQuantiles({ timing }: AccessLog): Cluster | undefined {
  const { p10, p50, p90 } = timing.targetSeconds;
  if (p10 === null || p50 === null || p90 === null || p50 < TIMER_SECONDS || timing.later < ENOUGH) return undefined;
  return (p90 - p10) / p50 <= 2 * WIDTH ? { seconds: p50, share: timing.later / timing.rows } : undefined;
}
