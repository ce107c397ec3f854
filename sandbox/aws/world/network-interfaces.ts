import type { History, TargetGroupRecord } from './history.ts';
import { nodeIp, stableHex } from './names.ts';
import { balancerGroup, podGroup } from './network.ts';

export interface InterfaceRecord {
  readonly id: string;
  readonly description: string;
  readonly ip: string;
  readonly subnet: string;
  readonly zone: string;
  readonly groups: readonly string[];
  readonly instanceId: string | null;
}

/** The interfaces that exist at a moment: of load balancers, of instances, and of everything else that is a target. */
export function interfacesOf(history: History, now: number): readonly InterfaceRecord[] {
  const instances = instanceInterfaces(history, now);
  const held = new Set(instances.map(({ ip }) => ip));
  const others = history.targetGroups
    .filter(({ type, name }) => type !== 'lambda' && !isVanished(history, name, now))
    .flatMap((group) => targetInterfaces(history, group, now))
    .filter(({ ip }) => !held.has(ip));
  const all = [...balancerInterfaces(history), ...instances, ...others];
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

const isVanished = ({ network }: History, name: string, now: number) =>
  network.vanished.some(({ targetGroup, from }) => targetGroup === name && now >= from);

export const interfaceIdOf = ({ account }: Pick<History, 'account'>, ip: string) =>
  `eni-0${stableHex(`${account}/${ip}`, 16)}`;

const subnetOf = ({ network }: History, ip: string) =>
  network.subnets.find(({ cidr }) => ip.startsWith(cidr.slice(0, cidr.lastIndexOf('.') + 1)));

function balancerInterfaces(history: History): InterfaceRecord[] {
  return history.loadBalancers.flatMap(({ name, dimension, zones }) =>
    zones.map((zone, node) => {
      const ip = nodeIp(name, node);
      return {
        id: interfaceIdOf(history, `${name}/${ip}`),
        description: `ELB ${dimension}`,
        ip,
        subnet: zone.subnet,
        zone: zone.name,
        groups: [balancerGroup(name)],
        instanceId: null,
      };
    }),
  );
}

function instanceInterfaces({ instances }: History, now: number): InterfaceRecord[] {
  return instances.flatMap((one) => {
    const state = one.states.findLast(({ at }) => at <= now)?.state;
    if (state === undefined || state === 'terminated') return [];
    return [
      {
        id: one.interfaceId,
        description: '',
        ip: one.ip,
        subnet: one.subnet,
        zone: one.zone,
        groups: one.securityGroups,
        instanceId: one.id,
      },
    ];
  });
}

function targetInterfaces(history: History, group: TargetGroupRecord, now: number): InterfaceRecord[] {
  const services = history.services.filter(({ loadBalancers }) =>
    loadBalancers.some(({ targetGroupArn }) => targetGroupArn === group.arn),
  );
  const ended = new Map(services.flatMap(({ tasks }) => tasks.map(({ ip, stoppedAt }) => [ip, stoppedAt] as const)));
  const own = services.flatMap(({ securityGroups }) => securityGroups);
  const groups = own.length > 0 ? own : [podGroup(group.name)];
  return group.targets.flatMap(({ ip, zone, states }) => {
    const first = states[0]?.at ?? Number.POSITIVE_INFINITY;
    const stopped = ended.get(ip);
    const gone = states.findLast(({ at }) => at <= now)?.state === 'gone';
    if (now < first || gone || (stopped !== undefined && now >= stopped)) return [];
    const subnet = subnetOf(history, ip);
    const id = interfaceIdOf(history, ip);
    const description = `arn:aws:ecs:${history.region}:${history.account}:attachment/${id.slice(4)}`;
    return [{ id, description, ip, subnet: subnet?.id ?? '', zone, groups, instanceId: null }];
  });
}
