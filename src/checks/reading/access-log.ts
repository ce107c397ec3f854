import type { AccessLog, AccessLogRow, LogShare } from '../../domain/evidence.ts';
import { sum } from './statistics.ts';

/** 502s that the target answered and the load balancer passed on. */
export function relayed502(log: AccessLog): number {
  return sum(log.statusPairs.filter(({ elb, target }) => elb === 502 && target === 502).map(({ count }) => count));
}

/** 502s that the load balancer made: no target status. */
export function made502(log: AccessLog): number {
  return sum(log.statusPairs.filter(({ elb, target }) => elb === 502 && target !== 502).map(({ count }) => count));
}

export function rows502(share: LogShare): number {
  return share.elb502 + share.target502;
}

export interface Concentration {
  readonly key: string;
  readonly failures: number;
  /** Share of all 502s. */
  readonly share: number;
  /** Share of all requests. */
  readonly ofRequests: number;
  /** Entries that had requests at all. */
  readonly entries: number;
  readonly total: number;
}

/** Where most of the 502s sit. Undefined when there are none. */
export function worst(shares: readonly LogShare[]): Concentration | undefined {
  const named = shares.filter(({ key }) => key !== '-' && key !== '');
  const total = sum(shares.map(rows502));
  const asked = sum(shares.map(({ requests }) => requests));
  const top = [...named].sort((a, b) => rows502(b) - rows502(a))[0];
  if (top === undefined || total === 0) return undefined;
  return {
    key: top.key,
    failures: rows502(top),
    share: rows502(top) / total,
    ofRequests: asked > 0 ? top.requests / asked : 0,
    entries: named.filter(({ requests }) => requests > 0).length,
    total,
  };
}

/** Sampled rows that the load balancer answered with a 502 of its own. */
export function madeRows(log: AccessLog): readonly AccessLogRow[] {
  return log.failures.filter(({ elbStatus, targetStatus }) => elbStatus === 502 && targetStatus === null);
}

/** `10.0.11.54:3000` → `10.0.11.54`; IPv6 addresses keep their colons. */
export function hostOf(target: string): string {
  return target.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

/** Seconds from the request's arrival to the answer, also where the three times are -1. */
export function elapsedSeconds(row: AccessLogRow): number | undefined {
  return row.createdAt === null ? undefined : (Date.parse(row.at) - Date.parse(row.createdAt)) / 1000;
}

/** One line of a row, as an example. */
export function rowFact(row: AccessLogRow): string {
  const times = [row.requestSeconds, row.targetSeconds, row.responseSeconds].map((time) => time ?? -1).join(' ');
  return `${row.at} ${row.method} ${row.path} → ${row.target ?? '-'} ${times} ${row.elbStatus} ${row.targetStatus ?? '-'}`;
}
