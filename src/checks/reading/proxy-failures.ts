import type { ApplicationLog } from '../../domain/evidence.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { sum } from './statistics.ts';

/** Lines with which a proxy says why it answered 502 itself. */
const tags: ReadonlySet<string> = new Set(
  [
    meanings.proxyRefused,
    meanings.proxyClosed,
    meanings.proxyBigHeader,
    meanings.proxyBadHeader,
    meanings.proxyNoLive,
    meanings.proxyDns,
    meanings.proxyTls,
    meanings.proxySocket,
    meanings.proxyUnreachable,
    meanings.apacheClose,
    meanings.proxyTimeout,
    meanings.haproxy502,
    meanings.envoyProtocol,
    meanings.iis,
  ].flatMap(({ tags }) => tags),
);

export function proxyFailures(logs: readonly ApplicationLog[]): number {
  return sum(logs.flatMap(({ matches }) => matches.filter(({ tag }) => tags.has(tag)).map(({ count }) => count)));
}
