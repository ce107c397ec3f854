import type { Symptom } from '../domain/answer.ts';
import type { AccessLog, Evidence, LogShare, Metrics } from '../domain/evidence.ts';
import type { Window } from '../domain/window.ts';
import { goesOn, reachOf } from './goes-on.ts';
import { counterByMinute, counterByZone } from './metric-series.ts';
import { read } from './read.ts';
import { pairSum } from './status-pairs.ts';
import type { Tally } from './tally.ts';

export type Spread = Pick<
  Symptom,
  'firstSeen' | 'lastSeen' | 'ongoing' | 'byMinute' | 'byTarget' | 'byPath' | 'byZone'
>;

/** The failures that dominate. */
export type Dominating = Pick<Symptom, 'status' | 'mintedBy' | 'count'>;

const MINUTE_MS = 60_000;
const MOST = 10;
/** The log's rows and minutes do not part the other statuses: they are told where nearly all of them are of one. */
const NEARLY_ALL = 0.95;

/** Of a row or minute of the log: how many failures of the dominating status. */
type Failed = (row: Pick<LogShare, 'elb502' | 'target502' | 'other5xx'>) => number;

/** When and where the failures of the dominating status were. */
export function spreadOf(evidence: Evidence, window: Window, dominating: Dominating, tally: Tally): Spread {
  const { status, mintedBy } = dominating;
  const metrics = read(evidence, 'metrics');
  const log = read(evidence, 'accessLog');
  const failed = log === undefined ? undefined : failedIn(log, dominating);
  return {
    ...whenOf(metrics, log, window, dominating, tally),
    byTarget: shares(log?.byTarget, failed).map(([target, count]) => ({ target, count })),
    byPath: shares(log?.byPath, failed).map(([path, count]) => ({ path, count })),
    byZone: zonesOf(metrics, window, status, mintedBy),
  };
}

function whenOf(
  metrics: Metrics | undefined,
  log: AccessLog | undefined,
  window: Window,
  dominating: Dominating,
  tally: Tally,
): Pick<Spread, 'firstSeen' | 'lastSeen' | 'ongoing' | 'byMinute'> {
  const is502 = dominating.status === 502;
  const byMinute = is502 ? minutesOf502(metrics, log, window, tally) : minutesOf(metrics, log, window, dominating);
  const exact = is502 ? log : undefined;
  const firstSeen = earlier(exact?.firstFailure ?? null, byMinute[0]?.at ?? null);
  const lastSeen = later(exact?.lastFailure ?? null, byMinute.at(-1)?.at ?? null);
  if (firstSeen === null || lastSeen === null) return { firstSeen, lastSeen, ongoing: null, byMinute };
  const needsLog = is502 && tally.target502.least !== tally.target502.most;
  const seen = { first: firstSeen, last: lastSeen, count: dominating.count ?? 0 };
  return { firstSeen, lastSeen, ongoing: goesOn(seen, reachOf(metrics, log, needsLog, window), window), byMinute };
}

function failedIn(log: AccessLog, { status, mintedBy }: Dominating): Failed | undefined {
  if (status === 502) return ({ elb502, target502 }) => elb502 + target502;
  if (status === null) return undefined;
  const others = pairSum(log, (elb, target) => elb !== 502 || (target !== null && target !== 502));
  const ours = pairSum(log, (elb, target) => elb === status && (mintedBy === 'alb') === (target === null));
  return ours > 0 && ours >= NEARLY_ALL * others ? ({ other5xx }) => other5xx : undefined;
}

/** Each side by what it was counted in, so that the minutes add up to the count. */
function minutesOf502(
  metrics: Metrics | undefined,
  log: AccessLog | undefined,
  window: Window,
  { alb502, target502 }: Tally,
): Symptom['byMinute'] {
  const counted = metrics === undefined ? undefined : counterByMinute(metrics, 'HTTPCode_ELB_502_Count', window);
  const rows = log?.byMinute ?? [];
  return inOrder([
    ...(alb502.from === 'metrics' ? [...(counted ?? [])] : []),
    ...(alb502.from === 'log' ? rows.map(({ at, elb502 }) => [at, elb502] as const) : []),
    ...(target502.from === 'log' ? rows.map((row) => [row.at, row.target502] as const) : []),
  ]);
}

function minutesOf(
  metrics: Metrics | undefined,
  log: AccessLog | undefined,
  window: Window,
  dominating: Dominating,
): Symptom['byMinute'] {
  const { status, mintedBy } = dominating;
  if (status === null) return [];
  const counted = metrics === undefined ? undefined : counterByMinute(metrics, metricOf(status, mintedBy), window);
  if (counted !== undefined && counted.size > 0) return inOrder([...counted]);
  const failed = log === undefined ? undefined : failedIn(log, dominating);
  return failed === undefined ? [] : inOrder((log?.byMinute ?? []).map((row) => [row.at, failed(row)] as const));
}

function inOrder(minutes: readonly (readonly [string, number])[]): Symptom['byMinute'] {
  const byMinute = new Map<string, number>();
  for (const [at, count] of minutes) if (count > 0) byMinute.set(at, (byMinute.get(at) ?? 0) + count);
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

function shares(rows: readonly LogShare[] | undefined, failed: Failed | undefined): [string, number][] {
  if (rows === undefined || failed === undefined) return [];
  return rows
    .map((row): [string, number] => [row.key, failed(row)])
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
