import type { Network, NetworkInterface, TargetGroup, TargetHealth } from '../../domain/evidence.ts';
import { covers } from './addresses.ts';
import { ephemeral, type Passage, type Peer, roadTo, throughAcl, throughGroups } from './ports-and-rules.ts';

/** Where a connection from the load balancer to a target can be stopped. */
export type Gate = 'balancer-group' | 'target-group' | 'acl-request' | 'acl-reply' | 'route';

export interface Way {
  readonly target: string; // 10.0.11.54:3000
  readonly state: string;
  readonly purpose: 'traffic' | 'health-check';
  readonly gates: readonly { readonly gate: Gate; readonly passage: Passage; readonly fact: string }[];
}

interface Place {
  readonly block: string; // the address, or the subnet's block
  readonly subnetId: string | null;
}

interface End {
  readonly places: readonly Place[];
  readonly groups: readonly string[];
}

/**
 * Every way that a request or a health check takes to a target, and what each gate on it does, by the rules as they are
 * now. Lambda targets have none. A target whose interface was not found has ways with unknown gates.
 */
export function waysOf(
  network: Network,
  groups: readonly TargetGroup[],
  health: readonly TargetHealth[],
): readonly Way[] {
  const from = balancerEnd(network);
  return health.flatMap((one) => {
    const group = groups.find(({ arn }) => arn === one.targetGroupArn);
    if (group === undefined || group.targetType === 'lambda' || one.state === 'draining') return [];
    const traffic = one.port ?? group.port;
    const checked = healthPort(group, traffic);
    return [
      ...(traffic === null ? [] : [wayTo(network, from, one, group, traffic, 'traffic' as const)]),
      ...(checked === null ? [] : [wayTo(network, from, one, group, checked, 'health-check' as const)]),
    ];
  });
}

function healthPort({ healthCheck: { port } }: TargetGroup, traffic: number | null): number | null {
  if (port === null || port === 'traffic-port') return traffic;
  return Number.isInteger(Number(port)) ? Number(port) : null;
}

function wayTo(
  network: Network,
  from: End,
  { id, state }: TargetHealth,
  group: TargetGroup,
  port: number,
  purpose: Way['purpose'],
): Way {
  const holders = network.interfaces.filter(
    ({ of, privateIps, instanceId }) => of === 'target' && (privateIps.includes(id) || instanceId === id),
  );
  // Two of one address are in two networks: which of them is meant is not known.
  const found = holders.length === 1 || group.targetType === 'instance' ? holders[0] : undefined;
  const to = targetEnd(network, found, group.targetType === 'ip' ? id : null);
  const target = `${to.places[0]?.block ?? id}:${port}`;
  const gates = [
    byGroups('balancer-group', network, from.groups, true, peerOf(to), port),
    byGroups('target-group', network, to.groups, false, peerOf(from), port),
    ...acls(network, from, to, port),
    ...routes(network, from, to),
  ];
  return { target, state, purpose, gates };
}

/** Nodes by their interfaces; where these were not read, anywhere in the subnets that ELB names. */
function balancerEnd({ interfaces, loadBalancer, subnets }: Network): End {
  const nodes = interfaces.filter(({ of }) => of === 'load-balancer');
  const groups = [
    ...new Set([...loadBalancer.securityGroups, ...nodes.flatMap(({ securityGroups }) => securityGroups)]),
  ];
  const known = nodes.flatMap((node) => placesOf(node));
  if (known.length > 0) return { places: known, groups };
  const ids = loadBalancer.subnetIds;
  const places = subnets.flatMap(({ id, cidr }) =>
    ids.includes(id) && cidr !== null ? [{ block: cidr, subnetId: id }] : [],
  );
  return { places, groups };
}

function targetEnd(network: Network, found: NetworkInterface | undefined, address: string | null): End {
  const subnetId = found?.subnetId ?? subnetOf(network, address);
  const block = address ?? found?.privateIps[0];
  return {
    places: block === undefined ? [] : [{ block, subnetId }],
    groups: found?.securityGroups ?? [],
  };
}

function subnetOf({ subnets }: Network, address: string | null): string | null {
  if (address === null) return null;
  return subnets.find(({ cidr }) => cidr !== null && covers(cidr, address) === 'all')?.id ?? null;
}

function placesOf({ privateIps, subnetId }: NetworkInterface): readonly Place[] {
  const [first] = privateIps;
  return first === undefined ? [] : [{ block: first, subnetId }];
}

function peerOf({ places, groups }: End): Peer {
  return { blocks: places.map(({ block }) => block), groups };
}

function byGroups(
  gate: Gate,
  network: Network,
  ids: readonly string[],
  egress: boolean,
  peer: Peer,
  port: number,
): Way['gates'][number] {
  const groups = ids.map((id) => network.securityGroups.find((one) => one.id === id));
  const passage = throughGroups(groups, egress, peer, port);
  const whom = [...peer.groups, ...peer.blocks].join(', ') || '-';
  const way = egress ? 'outbound to' : 'inbound from';
  return { gate, passage, fact: `${ids.join(', ') || '-'}: ${way} ${whom} tcp ${port} ${passage}` };
}

/** Four looks: out of the load balancer's subnet, into the target's, and the reply through both. Within a subnet none. */
function acls(network: Network, from: End, to: End, port: number): Way['gates'] {
  const ports = { from: port, to: port };
  if (pairs(from, to).length === 0) return (['acl-request', 'acl-reply'] as const).map(nowhere);
  return pairs(from, to).flatMap(([here, there]) => {
    if (here.subnetId !== null && here.subnetId === there.subnetId) return [];
    const look = (gate: Gate, subnet: string | null, egress: boolean, block: string, range: typeof ports) =>
      byAcl(network, gate, subnet, egress, block, range);
    return [
      look('acl-request', here.subnetId, true, there.block, ports),
      look('acl-request', there.subnetId, false, here.block, ports),
      look('acl-reply', there.subnetId, true, here.block, ephemeral),
      look('acl-reply', here.subnetId, false, there.block, ephemeral),
    ];
  });
}

function byAcl(
  { acls: all }: Network,
  gate: Gate,
  subnet: string | null,
  egress: boolean,
  block: string,
  ports: { readonly from: number; readonly to: number },
): Way['gates'][number] {
  const acl = all.find(({ subnetIds }) => subnet !== null && subnetIds.includes(subnet));
  if (acl === undefined || acl.entries.length === 0)
    return { gate, passage: 'unknown', fact: `network ACL of ${subnet ?? 'the target'} not read` };
  const passage = throughAcl(acl, egress, block, ports);
  const range = ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`;
  const way = egress ? 'outbound to' : 'inbound from';
  return { gate, passage, fact: `${acl.id} (${subnet}): ${way} ${block} tcp ${range} ${passage}` };
}

function routes(network: Network, from: End, to: End): Way['gates'] {
  if (pairs(from, to).length === 0) return [nowhere('route')];
  return pairs(from, to).flatMap(([here, there]) => [
    road(network, here.subnetId, there.block),
    ...(there.subnetId === null ? [] : [road(network, there.subnetId, here.block)]),
  ]);
}

function road({ routeTables }: Network, subnet: string | null, block: string): Way['gates'][number] {
  const own = routeTables.find(({ subnetIds }) => subnet !== null && subnetIds.includes(subnet));
  const table = own ?? routeTables.find(({ main }) => main);
  return { gate: 'route', ...roadTo(subnet === null ? undefined : table, block) };
}

function nowhere(gate: Gate): Way['gates'][number] {
  return { gate, passage: 'unknown', fact: 'the addresses of both ends are not known' };
}

function pairs(from: End, to: End): readonly (readonly [Place, Place])[] {
  return from.places.flatMap((here) => to.places.map((there) => [here, there] as const));
}

export interface Stopped {
  /** Targets that cannot be reached, or not from everywhere. */
  readonly count: number;
  readonly total: number;
  readonly unread: number;
  readonly facts: readonly string[];
}

/** What the gates of one kind do on all ways of one purpose. */
export function stoppedAt(ways: readonly Way[], purpose: Way['purpose'] | 'any', gates: readonly Gate[]): Stopped {
  const asked = ways
    .filter((way) => purpose === 'any' || way.purpose === purpose)
    .map((way) => way.gates.filter(({ gate }) => gates.includes(gate)));
  const isShut = ({ passage }: Way['gates'][number]) => passage === 'closed' || passage === 'part';
  const shut = asked.filter((mine) => mine.some(isShut));
  const unread = asked.filter((mine) => !shut.includes(mine) && mine.some(({ passage }) => passage === 'unknown'));
  const facts = new Set(shut.flatMap((mine) => mine.filter(isShut).map(({ fact }) => fact)));
  return { count: shut.length, total: asked.length, unread: unread.length, facts: [...facts] };
}
