import type { AccessLog } from '../../domain/evidence.ts';
import { madeRows } from './access-log.ts';
import { ENOUGH, FEW } from './failures.ts';
import { median } from './statistics.ts';

export type Signature = 'not-dispatched' | 'closed-at-once' | 'mid-response' | 'constant-time';

export interface Timing {
  readonly rows: number;
  readonly counts: { readonly [S in Signature]: number };
  /** At least 60 % of the rows; undefined when they are mixed. */
  readonly dominant: Signature | undefined;
  /** Seconds on which the late ones cluster. */
  readonly constantSeconds: number | undefined;
  readonly medianSeconds: number | undefined;
}

const DOMINANT = 0.6;
/** With few rows nearly all must agree. */
const PLAIN = 0.8;
/** Below this a constant time is no timer. */
const TIMER_SECONDS = 4.5;

/**
 * How the 502 rows without target status were cut off (T-A to T-D). Undefined with fewer rows than shares need.
 * "Closed after a constant time" is a cluster of the late rows: three in five within 5 % of their middle.
 */
export function timingOf(log: AccessLog): Timing | undefined {
  const { timing } = log;
  if (timing.rows < FEW) return undefined;
  const share = timing.rows < ENOUGH ? PLAIN : DOMINANT;
  const late = madeRows(log).flatMap(({ targetSeconds }) =>
    targetSeconds !== null && targetSeconds > 0.005 ? [targetSeconds] : [],
  );
  const constantSeconds = clusterOf(late) ?? clusterOfQuantiles(log);
  const counts = {
    'not-dispatched': timing.notDispatched,
    'closed-at-once': timing.closedAtOnce,
    'mid-response': constantSeconds === undefined ? timing.later : 0,
    'constant-time': constantSeconds === undefined ? 0 : timing.later,
  };
  const dominant = (Object.keys(counts) as Signature[]).find((name) => counts[name] >= share * timing.rows);
  return { rows: timing.rows, counts, dominant, constantSeconds, medianSeconds: timing.targetSeconds.p50 ?? undefined };
}

function clusterOf(seconds: readonly number[]): number | undefined {
  const middle = median(seconds);
  if (seconds.length < FEW || middle === undefined || middle < TIMER_SECONDS) return undefined;
  const near = seconds.filter((value) => Math.abs(value - middle) <= 0.05 * middle).length;
  return near >= DOMINANT * seconds.length ? middle : undefined;
}

function clusterOfQuantiles({ timing }: AccessLog): number | undefined {
  const { p10, p50, p90 } = timing.targetSeconds;
  if (p10 === null || p50 === null || p90 === null || p50 < TIMER_SECONDS) return undefined;
  return (p90 - p10) / p50 <= 0.1 ? p50 : undefined;
}
