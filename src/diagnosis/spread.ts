import type { Symptom } from '../domain/answer.ts';
import type { AccessLog, Evidence, LogShare, Metrics } from '../domain/evidence.ts';
import type { Window } from '../domain/window.ts';
import { counterByMinute, counterByZone } from './metric-series.ts';
import { read } from './read.ts';

export type Spread = Pick<
  Symptom,
  'firstSeen' | 'lastSeen' | 'ongoing' | 'byMinute' | 'byTarget' | 'byPath' | 'byZone'
>;

/** CloudWatch and the access log lag by up to five minutes: a failure as young as that still goes on. */
const STILL_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const MOST = 10;

/** When and where the failures of the dominating status were. */
export function spreadOf(
  evidence: Evidence,
  window: Window,
  status: number | null,
  mintedBy: Symptom['mintedBy'],
): Spread {
  const metrics = read(evidence, 'metrics');
  const log = read(evidence, 'accessLog');
  const byMinute = minutesOf(metrics, log, window, status, mintedBy);
  const exact = status === 502 ? log : undefined;
  const firstSeen = earlier(exact?.firstFailure ?? null, byMinute[0]?.at ?? null);
  const lastSeen = later(exact?.lastFailure ?? null, byMinute.at(-1)?.at ?? null);
  return {
    firstSeen,
    lastSeen,
    ongoing: lastSeen === null ? null : Date.parse(window.to) - Date.parse(lastSeen) <= STILL_MS,
    byMinute,
    byTarget:
      status === 502 && log !== undefined ? shares(log.byTarget).map(([target, count]) => ({ target, count })) : [],
    byPath: status === 502 && log !== undefined ? shares(log.byPath).map(([path, count]) => ({ path, count })) : [],
    byZone: zonesOf(metrics, window, status, mintedBy),
  };
}

function minutesOf(
  metrics: Metrics | undefined,
  log: AccessLog | undefined,
  window: Window,
  status: number | null,
  mintedBy: Symptom['mintedBy'],
): Symptom['byMinute'] {
  const byMinute = new Map<string, number>();
  const add = (at: string, count: number) => {
    if (count > 0) byMinute.set(at, (byMinute.get(at) ?? 0) + count);
  };
  const counted = metrics === undefined ? undefined : counterByMinute(metrics, metricOf(status, mintedBy), window);
  for (const [at, count] of counted ?? []) add(at, count);
  if (status === 502)
    for (const { at, elb502, target502 } of log?.byMinute ?? [])
      add(at, counted === undefined ? elb502 + target502 : target502);
  return [...byMinute].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, count]) => ({ at, count }));
}

/** The log is exact to the second where it has the minute; it may end minutes before the metrics do. */
function earlier(exact: string | null, minute: string | null): string | null {
  if (exact === null || minute === null) return exact ?? minute;
  return Date.parse(exact) - Date.parse(minute) < MINUTE_MS ? exact : minute;
}

function later(exact: string | null, minute: string | null): string | null {
  if (exact === null || minute === null) return exact ?? minute;
  return Date.parse(exact) >= Date.parse(minute) ? exact : minute;
}

function metricOf(status: number | null, mintedBy: Symptom['mintedBy']): string {
  return status !== 502 && mintedBy === 'target' ? 'HTTPCode_Target_5XX_Count' : `HTTPCode_ELB_${status}_Count`;
}

function shares(rows: readonly LogShare[]): [string, number][] {
  return rows
    .map(({ key, elb502, target502 }): [string, number] => [key, elb502 + target502])
    .filter(([, count]) => count > 0)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, MOST);
}

function zonesOf(
  metrics: Metrics | undefined,
  window: Window,
  status: number | null,
  mintedBy: Symptom['mintedBy'],
): Symptom['byZone'] {
  if (metrics === undefined || status === null) return [];
  return [...counterByZone(metrics, metricOf(status, mintedBy), window)]
    .filter(([, count]) => count > 0)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([zone, count]) => ({ zone, count }));
}
