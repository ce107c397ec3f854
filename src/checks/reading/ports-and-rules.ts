import type { NetworkAcl, RouteTable, SecurityGroup } from '../../domain/evidence.ts';
import { covers, prefixBits } from './addresses.ts';

/** An inclusive range of TCP ports. */
export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** A load balancer's node takes any of these for its end of a connection; replies must come back to it. */
export const ephemeral: Ports = { from: 1024, to: 65_535 };

/** `part`: some of the addresses or ports, not all. `unknown`: something that would decide was not read. */
export type Passage = 'open' | 'closed' | 'part' | 'unknown';

/** The other side of a connection, as a security group's rule may name it. */
export interface Peer {
  /** Addresses, or blocks where only the subnet is known. */
  readonly blocks: readonly string[];
  readonly groups: readonly string[];
}

const tcp = new Set(['tcp', '6', '-1', 'all']);

/** Security groups only allow: what one rule of one group lets through is through. */
export function throughGroups(
  groups: readonly (SecurityGroup | undefined)[],
  egress: boolean,
  peer: Peer,
  port: number,
): Passage {
  const rules = groups
    .flatMap((group) => group?.rules ?? [])
    .filter((rule) => rule.egress === egress && tcp.has(rule.protocol.toLowerCase()) && holdsPort(rule, port));
  if (rules.some(({ group }) => group !== null && peer.groups.includes(group))) return 'open';
  const byBlock = peer.blocks.map((block) =>
    best(rules.map(({ cidr }) => (cidr === null ? 'none' : covers(cidr, block)))),
  );
  if (byBlock.length > 0 && byBlock.every((one) => one === 'all')) return 'open';
  const unread = groups.includes(undefined) || groups.length === 0 || peer.blocks.length === 0;
  if (unread || rules.some(({ prefixList }) => prefixList !== null)) return 'unknown';
  return byBlock.every((one) => one === 'none') ? 'closed' : 'part';
}

function holdsPort(
  {
    protocol,
    fromPort,
    toPort,
  }: { readonly protocol: string; readonly fromPort: number | null; readonly toPort: number | null },
  port: number,
): boolean {
  if (protocol === '-1' || fromPort === null || fromPort === -1) return true;
  return fromPort <= port && port <= (toPort ?? fromPort);
}

function best(found: readonly ReturnType<typeof covers>[]): 'all' | 'part' | 'none' {
  if (found.includes('all')) return 'all';
  return found.includes('part') || found.includes(undefined) ? 'part' : 'none';
}

/** The first entry that fits decides, port by port; what no entry names is denied. */
export function throughAcl({ entries }: NetworkAcl, egress: boolean, block: string, ports: Ports): Passage {
  const verdicts = new Set<boolean>();
  let open: readonly Ports[] = [ports];
  for (const { allow, range, covered } of fitting(entries, egress, block)) {
    if (!open.some((one) => overlaps(one, range))) continue;
    verdicts.add(allow);
    // An entry for some of the addresses settles nothing for the others.
    if (covered === 'all') open = open.flatMap((one) => without(one, range));
  }
  if (open.length > 0) verdicts.add(false);
  if (verdicts.size === 2) return 'part';
  return verdicts.has(true) ? 'open' : 'closed';
}

/** The entries for TCP that name some of the addresses, in the order in which they are asked. */
function fitting(entries: NetworkAcl['entries'], egress: boolean, block: string) {
  return entries
    .filter((entry) => entry.egress === egress && tcp.has(entry.protocol.toLowerCase()))
    .sort((a, b) => a.number - b.number)
    .map((entry) => ({
      allow: entry.allow,
      range: rangeOf(entry),
      covered: entry.cidr === null ? 'none' : (covers(entry.cidr, block) ?? 'none'),
    }))
    .filter(({ covered }) => covered !== 'none');
}

function rangeOf({ fromPort, toPort }: NetworkAcl['entries'][number]): Ports {
  return fromPort === null || fromPort === -1 ? { from: 0, to: 65_535 } : { from: fromPort, to: toPort ?? fromPort };
}

function overlaps(one: Ports, other: Ports): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function without(one: Ports, taken: Ports): readonly Ports[] {
  if (taken.from > one.to || taken.to < one.from) return [one];
  const left = { from: one.from, to: taken.from - 1 };
  const right = { from: taken.to + 1, to: one.to };
  return [left, right].filter(({ from, to }) => from <= to);
}

export interface Road {
  readonly passage: Passage;
  /** 'rtb-… 10.9.0.0/16 → pcx-… blackhole' */
  readonly fact: string;
}

/** The longest prefix that holds the address decides. Prefix lists cannot be read from here. */
export function roadTo(table: RouteTable | undefined, block: string): Road {
  if (table === undefined) return { passage: 'unknown', fact: `${block}: route table not read` };
  const fitting = table.routes.filter(({ destination }) => covers(destination, block) === 'all');
  const [chosen] = fitting.toSorted((a, b) => (prefixBits(b.destination) ?? 0) - (prefixBits(a.destination) ?? 0));
  if (chosen === undefined) {
    const hidden = table.routes.length === 0 || table.routes.some(({ destination }) => destination.startsWith('pl-'));
    return { passage: hidden ? 'unknown' : 'closed', fact: `${table.id}: no route to ${block}` };
  }
  const { destination, target, state } = chosen;
  const fact = `${table.id} ${destination} → ${target ?? '-'} ${state ?? '-'}`;
  return { passage: state === 'blackhole' ? 'closed' : 'open', fact };
}
