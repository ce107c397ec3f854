import type { AccessLog, Metrics } from '../domain/evidence.ts';
import type { Window } from '../domain/window.ts';
import { counterByMinute } from './metric-series.ts';

/** CloudWatch and the access log lag by up to five minutes: a failure as young as that still goes on. */
const STILL_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** Silence is an end when it is this long, and this many times as long as the failures were apart. */
const END_MS = 10 * MINUTE_MS;
const END_GAPS = 5;
/** A pause of so many gaps is usual; so few failures do not tell how far apart they are. */
const PAUSE_GAPS = 2;
const ENOUGH = 4;

export interface Seen {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/**
 * Whether failures go on at the window's end; null when it cannot be told: the data ends earlier, or the silence is
 * neither long nor usual for failures so far apart. One failure a quarter of an hour is not over after five minutes.
 */
export function goesOn({ first, last, count }: Seen, reach: number | null, { to }: Window): boolean | null {
  const end = Date.parse(to);
  const since = Date.parse(last);
  if (end - since <= STILL_MS) return true;
  if (reach === null || end - reach > STILL_MS) return null;
  if (count < 2) return null;
  const silence = Math.min(reach, end) - since;
  const gap = Math.max(since - Date.parse(first), MINUTE_MS) / (count - 1);
  if (silence > END_MS && silence > END_GAPS * gap) return false;
  return silence <= PAUSE_GAPS * gap && count >= ENOUGH ? true : null;
}

/**
 * Up to when requests were counted: metrics and logs arrive late. `needsLog`: what was counted is told by the log
 * alone, so it is known no further than the log goes. Null when nothing was counted.
 */
export function reachOf(
  metrics: Metrics | undefined,
  log: AccessLog | undefined,
  needsLog: boolean,
  window: Window,
): number | null {
  const counted = metrics === undefined ? undefined : counterByMinute(metrics, 'RequestCount', window);
  const metered = [...(counted?.keys() ?? [])].map((at) => Date.parse(at) + (metrics?.periodSeconds ?? 60) * 1_000);
  const logged = (log?.byMinute ?? [])
    .filter(({ requests }) => requests > 0)
    .map(({ at }) => Date.parse(at) + MINUTE_MS);
  const ends = needsLog || metered.length === 0 ? logged : metered;
  return ends.length === 0 ? null : ends.reduce((latest, one) => Math.max(latest, one));
}
