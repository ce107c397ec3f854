import type { FlowRecords } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import type { FlowRecord } from './flow-log.ts';

const pairLimit = 200;

interface Ends {
  /** Addresses of the load balancer's nodes; empty: not known, and every other end counts. */
  readonly nodes: ReadonlySet<string>;
  /** Addresses of targets with the ports that traffic and health checks go to. */
  readonly targets: ReadonlyMap<string, ReadonlySet<number>>;
}

interface Pair {
  interfaceId: string | null;
  accepted: number;
  rejected: number;
  first: number;
  last: number;
}

/** Counts records between load balancer and targets. Memory is bounded by the targets. */
export function makeFlowTotals({ nodes, targets }: Ends, span: Span) {
  const from = Date.parse(span.from);
  const to = Date.parse(span.to);
  const pairs = new Map<string, Pair>();
  let read = 0;

  const keyOf = (record: FlowRecord): string | undefined => {
    const isNode = (address: string) => nodes.size === 0 || nodes.has(address);
    if (targets.get(record.to)?.has(record.toPort) && isNode(record.from))
      return `to-target ${joined(record.to, record.toPort)}`;
    if (targets.get(record.from)?.has(record.fromPort) && isNode(record.to))
      return `from-target ${joined(record.from, record.fromPort)}`;
    return undefined;
  };
  return {
    add(record: FlowRecord): void {
      const key = keyOf(record);
      // Records tell of a minute or ten: what begins just before the window may be of it.
      if (key === undefined || record.at < from - 60_000 || record.at >= to) return;
      read += 1;
      const pair = pairs.get(key) ?? newPair();
      pairs.set(key, pair);
      count(pair, record);
    },
    totals: (): FlowRecords => ({
      read,
      pairs: [...pairs]
        .map(([key, pair]) => toPair(key, pair))
        .sort((a, b) => (b.lastRejected ?? '').localeCompare(a.lastRejected ?? '') || (a.target < b.target ? -1 : 1))
        .slice(0, pairLimit),
    }),
  };
}

const newPair = (): Pair => ({ interfaceId: null, accepted: 0, rejected: 0, first: Number.POSITIVE_INFINITY, last: 0 });

function joined(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function count(pair: Pair, { interfaceId, rejected, at }: FlowRecord): void {
  pair.interfaceId ??= interfaceId;
  if (!rejected) {
    pair.accepted += 1;
    return;
  }
  pair.rejected += 1;
  pair.first = Math.min(pair.first, at);
  pair.last = Math.max(pair.last, at);
}

function toPair(key: string, pair: Pair): FlowRecords['pairs'][number] {
  const [direction, target = ''] = key.split(' ');
  const iso = (at: number) => (pair.rejected === 0 ? null : new Date(at).toISOString());
  return {
    target,
    interfaceId: pair.interfaceId,
    direction: direction === 'to-target' ? 'to-target' : 'from-target',
    accepted: pair.accepted,
    rejected: pair.rejected,
    firstRejected: iso(pair.first),
    lastRejected: iso(pair.last),
  };
}
