import type { AccessLog, ApplicationLog, LoggedRequests } from '../../domain/evidence.ts';
import { rows502 } from './access-log.ts';
import { FEW, MINUTE } from './failures.ts';
import { sameRoute } from './routes.ts';
import { sum } from './statistics.ts';

/** Good answers of the application to a failing route, beyond those that reached clients. */
export interface Answered {
  readonly failed: number;
  readonly answered: number;
  /** By how much `answered` may be off by chance. */
  readonly doubt: number;
}

/** Over the whole window, where its lines were read wholly. Undefined where too many good answers are missing for that. */
export function answeredInWindow(
  logs: readonly ApplicationLog[],
  accessLog: AccessLog,
  route: string,
): Answered | undefined {
  const logged = logs.flatMap(({ requests }) => requests);
  // A log that was read only in part (lines of interest) misses good answers: its silence about them means nothing.
  const isWhole = goodAnswers(logged) >= 0.5 * sum(accessLog.byPath.map((one) => one.requests - rows502(one)));
  const own = logged.filter(({ path }) => sameRoute(path, route));
  if (!isWhole || own.length === 0) return undefined;
  const share = accessLog.byPath.find(({ key }) => key === route);
  const failed = share === undefined ? 0 : rows502(share);
  return { failed, answered: Math.max(0, goodAnswers(own) - ((share?.requests ?? 0) - failed)), doubt: 0 };
}

/**
 * Over the stretch of which every line was read. How many answers passed in it is estimated by the route's share of the
 * passing traffic. Undefined where too few failed in it, or the application logs no requests.
 */
export function answeredInStretch(
  logs: readonly ApplicationLog[],
  accessLog: AccessLog,
  route: string,
): Answered | undefined {
  const read = logs.flatMap(({ stretch }) => (stretch && stretch.requests.length > 0 ? [stretch] : []));
  const [first] = read;
  if (first === undefined) return undefined;
  // Groups that stopped early hold less: what all of them hold is compared.
  const to = read.map(({ span }) => span.to).sort()[0] ?? first.span.to;
  if (read.some(({ span }) => span.to !== to)) return undefined;
  const { failed, passed } = trafficOf(accessLog, route, first.span.from, to);
  const logged = read.flatMap(({ requests }) => requests);
  if (failed < FEW || !logged.some(({ path }) => sameRoute(path, route))) return undefined;
  const good = goodAnswers(logged.filter(({ path }) => sameRoute(path, route)));
  return {
    failed: Math.round(failed),
    answered: Math.max(0, Math.round(good - passed)),
    doubt: 1.5 * Math.sqrt(passed),
  };
}

function trafficOf(accessLog: AccessLog, route: string, from: string, to: string) {
  const isIn = ({ at }: { readonly at: string }) => at >= from && at < to;
  const all = sum(accessLog.byMinute.map((minute) => minute.elb502 + minute.target502));
  const kept = accessLog.failures.length;
  const own = accessLog.failures.filter((row) => isIn(row) && sameRoute(`${row.method} ${row.path}`, route)).length;
  // The rows may be a sample of all.
  const failed = own * (kept > 0 && all > kept ? all / kept : 1);
  const share = accessLog.byPath.find(({ key }) => key === route);
  const passing = sum(accessLog.byPath.map((one) => one.requests - rows502(one)));
  const passingHere = sum(
    accessLog.byMinute.map(
      (minute) => (minute.requests - minute.elb502 - minute.target502) * overlap(minute.at, from, to),
    ),
  );
  const part = passing > 0 && share !== undefined ? (share.requests - rows502(share)) / passing : 0;
  return { failed, passed: passingHere * part };
}

/** The share of the minute that lies between the two. */
function overlap(at: string, from: string, to: string): number {
  const start = Date.parse(at);
  const common = Math.min(start + MINUTE, Date.parse(to)) - Math.max(start, Date.parse(from));
  return Math.max(0, common) / MINUTE;
}

function goodAnswers(requests: readonly LoggedRequests[]): number {
  return sum(requests.filter(({ status }) => status >= 200 && status < 400).map(({ count }) => count));
}
