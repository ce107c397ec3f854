import type { AccessLog, Metrics } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { type Curve, counter, isWithin, requests } from './metrics.ts';
import { sum } from './statistics.ts';

/** Shares over fewer 502s than this say nothing. */
export const ENOUGH = 10;
/** A plain signature speaks from so many on: rare errors are worth seeing, not worth ruling out by. */
export const FEW = 3;
export const MINUTE = 60_000;

export interface FailingMinute {
  readonly at: number; // epoch ms
  readonly failures: number;
  readonly requests: number;
}

/** The 502s of the window on the clock, whoever made them. */
export interface Failures {
  /** Every minute of the window with traffic. */
  readonly minutes: readonly FailingMinute[];
  readonly failing: readonly FailingMinute[];
  /** The same minutes with those before the window, as far as metrics reach back: for what came first, never for counts. */
  readonly timeline: readonly FailingMinute[];
  readonly periodMs: number;
  readonly total: number;
  readonly requests: number;
  readonly share: number;
  /** When it began, epoch ms, if a quiet stretch before it is known. Stray errors before a burst do not count. */
  readonly onset: number | undefined;
  /** False where 502s that targets answered may be missing: without the access log they cannot be told from other 5XX. */
  readonly whole: boolean;
}

/**
 * Counts come from metrics (logs are best effort); 502s that the target answered itself are only told apart in the access log.
 * Without the log, and when the load balancer made none, the target's 5XX stand in. Undefined: not collected.
 */
export function failuresOf(metrics: Metrics, window: Span, log?: AccessLog): Failures | undefined {
  const made = counter(metrics, 'HTTPCode_ELB_502_Count');
  if (made === undefined) return undefined;
  const periodMs = metrics.periodSeconds * 1000;
  const relayed = log ? relayedByMinute(log, periodMs) : standIn(made, counter(metrics, 'HTTPCode_Target_5XX_Count'));
  const target5xx = sum(counter(metrics, 'HTTPCode_Target_5XX_Count')?.values() ?? []);
  const whole = log !== undefined || sum(made.values()) === 0 || target5xx < ENOUGH;
  return onTheClock(metrics, window, made, relayed, whole);
}

/** Only those that the load balancer made. */
export function madeFailuresOf(metrics: Metrics, window: Span): Failures | undefined {
  const made = counter(metrics, 'HTTPCode_ELB_502_Count');
  return made && onTheClock(metrics, window, made, new Map());
}

function onTheClock(metrics: Metrics, window: Span, made: Curve, relayed: Curve, whole = true): Failures | undefined {
  const traffic = requests(metrics);
  if (traffic === undefined) return undefined;
  const periodMs = metrics.periodSeconds * 1000;
  const timeline = [...new Set([...traffic.keys(), ...made.keys(), ...relayed.keys()])]
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      failures: (made.get(at) ?? 0) + (relayed.get(at) ?? 0),
      requests: traffic.get(at) ?? 0,
    }));
  const minutes = timeline.filter(({ at }) => isWithin(window, at, periodMs));
  const failing = minutes.filter(({ failures }) => failures > 0);
  const failed = sum(failing.map(({ failures }) => failures));
  const asked = sum(minutes.map((minute) => minute.requests));
  return {
    minutes,
    failing,
    timeline,
    periodMs,
    total: failed,
    requests: asked,
    share: asked > 0 ? failed / asked : 0,
    onset: onsetOf(timeline, failing, periodMs),
    whole,
  };
}

function relayedByMinute(log: AccessLog, periodMs: number): Curve {
  const curve = new Map<number, number>();
  for (const { at, target502 } of log.byMinute) {
    if (target502 === 0) continue;
    const bucket = Math.floor(Date.parse(at) / periodMs) * periodMs;
    curve.set(bucket, (curve.get(bucket) ?? 0) + target502);
  }
  return curve;
}

function standIn(made: Curve, target5xx: Curve | undefined): Curve {
  return sum(made.values()) === 0 && target5xx !== undefined ? target5xx : new Map();
}

/** Quiet minutes with traffic before an onset: fewer tell nothing. */
const QUIET = 5;
/** The quiet stretch must be as unlikely as this at the rate that follows, or a trickle merely paused. */
const BY_CHANCE = 0.01;

/**
 * The first minute with a fifth of the window's peak after a stretch that was quiet for long enough to mean something:
 * at the rate that follows, such a stretch would come by chance less than once in a hundred.
 */
function onsetOf(
  timeline: readonly FailingMinute[],
  failing: readonly FailingMinute[],
  periodMs: number,
): number | undefined {
  const peak = Math.max(0, ...failing.map(({ failures }) => failures));
  if (peak === 0) return undefined;
  const index = timeline.findIndex(({ failures }) => failures >= Math.max(1, peak / 5));
  const before = timeline.slice(0, index).filter((minute) => minute.requests > 0);
  const after = timeline.slice(index);
  const rate = sum(after.map(({ failures }) => failures)) / after.length;
  const stray = sum(before.map(({ failures }) => failures));
  const isLong = before.length * periodMs >= QUIET * MINUTE;
  const isQuiet = stray <= 0.02 * sum(after.map(({ failures }) => failures));
  return isLong && isQuiet && Math.exp(-rate * before.length) < BY_CHANCE ? timeline[index]?.at : undefined;
}

/** Minutes (start of period) in which a share of the 502s lies that matters: at least a twentieth of the worst minute. */
export function loudMinutes(failures: Failures): readonly FailingMinute[] {
  const peak = Math.max(0, ...failures.failing.map((minute) => minute.failures));
  return failures.failing.filter((minute) => minute.failures >= peak / 20);
}

/** True when the moment lies in a failing minute, or at most `slackMs` outside of one. */
export function nearFailure(failures: Failures, at: number, slackMs: number): boolean {
  return failures.failing.some((minute) => at >= minute.at - slackMs && at <= minute.at + failures.periodMs + slackMs);
}

/** Share of the 502s whose minute touches one of the moments, give or take `slackMs`; and of all minutes with traffic. */
export function shareNear(
  failures: Failures,
  moments: readonly number[],
  slackMs: number,
): { readonly failures: number; readonly minutes: number } {
  const near = (minute: FailingMinute) =>
    moments.some((at) => at >= minute.at - slackMs && at <= minute.at + failures.periodMs + slackMs);
  const caught = sum(failures.failing.filter(near).map((minute) => minute.failures));
  return {
    failures: failures.total > 0 ? caught / failures.total : 0,
    minutes: failures.minutes.length > 0 ? failures.minutes.filter(near).length / failures.minutes.length : 0,
  };
}
