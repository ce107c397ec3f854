import type { ServiceRecord, TargetGroupRecord } from './history.ts';
import type { InstanceRecord } from './instance-records.ts';
import { stableHex, zonesOf } from './names.ts';
import type { World } from './spec.ts';

const HOUR = 3_600_000;

/** The network of a world's only VPC. What changes has a beginning or an end, epoch ms. */
export interface NetworkRecord {
  readonly subnets: readonly SubnetRecord[];
  readonly groups: readonly GroupRecord[];
  readonly acls: readonly AclRecord[];
  readonly routeTables: readonly RouteTableRecord[];
  readonly natGateways: readonly { readonly id: string; readonly subnet: string; readonly address: string }[];
  readonly flowLog: FlowLogRecord | null;
  /** Target groups whose addresses nobody has any more. */
  readonly vanished: readonly { readonly targetGroup: string; readonly from: number }[];
}

export interface Lasting {
  readonly from?: number;
  readonly until?: number;
}

export interface SubnetRecord {
  readonly id: string;
  readonly zone: string;
  readonly cidr: string;
  readonly name: string;
}

export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly RuleOfGroup[];
}

export interface RuleOfGroup extends Lasting {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidr?: string;
  readonly group?: string;
}

export interface AclRecord {
  readonly id: string;
  readonly subnets: readonly string[];
  readonly entries: readonly AclEntry[];
}

export interface AclEntry extends Lasting {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  readonly protocol: string;
  readonly cidr: string;
  readonly ports?: readonly [number, number];
}

export interface RouteTableRecord {
  readonly id: string;
  readonly main: boolean;
  readonly subnets: readonly string[];
  readonly routes: readonly { readonly cidr: string; readonly gateway?: string; readonly nat?: string }[];
}

export interface FlowLogRecord {
  readonly id: string;
  readonly to: 'cloud-watch-logs' | 's3';
  readonly logGroup?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly format: string;
}

/** Who has which security group: what the rules are made for. */
export interface Member {
  readonly app: string;
  readonly group: string;
  readonly name: string;
  readonly loadBalancer: string | null;
  readonly ports: readonly number[];
}

export type Fault = World['network']['faults'][number];

export const vpcCidr = '10.0.0.0/16';
export const defaultFlowFormat =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: flow logs write their format so
  '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}';

/** `front` is the load balancer that the world targets. */
export const balancerOf = (world: World, name: string) => (name === 'front' ? world.target : name);

export const balancerGroup = (name: string) => `sg-0${stableHex(`alb/${name}`, 16)}`;
export const privateSubnet = (zone: string) => `subnet-0${stableHex(`private/${zone}`, 16)}`;
const podSubnet = (zone: string) => `subnet-0${stableHex(`pods/${zone}`, 16)}`;
const backOf = (zone: string) => [privateSubnet(zone), podSubnet(zone)];
export const publicSubnet = (zone: string) => `subnet-0${stableHex(`public/${zone}`, 16)}`;
export const privateAcl = (world: World) => `acl-0${stableHex(`${world.account}/private`, 16)}`;

interface Behind {
  readonly targetGroups: readonly TargetGroupRecord[];
  readonly services: readonly ServiceRecord[];
  readonly instances: readonly InstanceRecord[];
}

/** The apps of a world with the security groups that their tasks, pods or instances are in. */
export function membersOf(world: World, { targetGroups, services, instances }: Behind): readonly Member[] {
  return Object.entries(world.apps).flatMap(([app, spec]) => {
    const group = targetGroups.find(({ name }) => name === (spec.targetGroup ?? spec.service));
    if (!group || group.type === 'lambda' || spec.loadBalancer === null) return [];
    const ids = new Set(group.targets.flatMap(({ id }) => id ?? []));
    const own = [
      ...services
        .filter(({ loadBalancers }) => loadBalancers.some(({ targetGroupArn }) => targetGroupArn === group.arn))
        .flatMap(({ securityGroups }) => securityGroups),
      ...instances.filter(({ id }) => ids.has(id)).flatMap(({ securityGroups }) => securityGroups),
    ];
    const held = own.length > 0 ? [...new Set(own)] : [podGroup(group.name)];
    const ports = [...new Set([group.port, ...group.targets.map(({ port }) => port), Number(group.healthCheck.port)])];
    const whole = ports.filter((port) => Number.isInteger(port));
    return held.map((id) => ({ app, group: id, name: group.name, loadBalancer: spec.loadBalancer, ports: whole }));
  });
}

/** Of targets that are neither tasks nor instances. */
export const podGroup = (targetGroup: string) => `sg-0${stableHex(`members/${targetGroup}`, 16)}`;

/** Nothing in it stands in the way of anybody but what the world's faults put there. */
export function networkOf(world: World, anchor: number, members: readonly Member[]): NetworkRecord {
  const zones = zonesOf(world);
  const subnets = zones.flatMap((zone, i): SubnetRecord[] => [
    { id: publicSubnet(zone), zone, cidr: `10.0.${i + 1}.0/24`, name: `public-${zone.slice(-1)}` },
    { id: privateSubnet(zone), zone, cidr: `10.0.${11 + i}.0/24`, name: `private-${zone.slice(-1)}` },
    { id: podSubnet(zone), zone, cidr: `10.0.${31 + i}.0/24`, name: `pods-${zone.slice(-1)}` },
  ]);
  const nat = `nat-0${stableHex(`${world.account}/nat`, 16)}`;
  const igw = `igw-0${stableHex(`${world.account}/igw`, 16)}`;
  const local = { cidr: vpcCidr, gateway: 'local' };
  const flow = world.network.flowLogs;
  return {
    subnets,
    groups: [...balancerGroups(world, anchor), ...memberGroups(world, anchor, members)],
    acls: aclsOf(world, anchor, zones, members),
    routeTables: [
      {
        id: `rtb-0${stableHex(`${world.account}/public`, 16)}`,
        main: false,
        subnets: zones.map(publicSubnet),
        routes: [local, { cidr: '0.0.0.0/0', gateway: igw }],
      },
      {
        id: `rtb-0${stableHex(`${world.account}/private`, 16)}`,
        main: true,
        subnets: [],
        routes: [local, { cidr: '0.0.0.0/0', nat }],
      },
    ],
    natGateways: [{ id: nat, subnet: publicSubnet(zones[0] ?? ''), address: '10.0.1.5' }],
    vanished: world.network.faults
      .filter((one) => one.kind === 'vanish')
      .flatMap(({ app, at }) =>
        members.filter((one) => one.app === app).map(({ name }) => ({ targetGroup: name, from: anchor + at })),
      ),
    flowLog: flow
      ? { id: `fl-0${stableHex(`${world.account}/flow`, 16)}`, ...flow, format: flow.format ?? defaultFlowFormat }
      : null,
  };
}

export const ruleId = (group: string, what: string) => `sgr-0${stableHex(`${group}/${what}`, 16)}`;

const everything = (group: string): RuleOfGroup => ({
  id: ruleId(group, 'out'),
  egress: true,
  protocol: '-1',
  fromPort: -1,
  toPort: -1,
  cidr: '0.0.0.0/0',
});

function balancerGroups(world: World, anchor: number): GroupRecord[] {
  return Object.keys(world.loadBalancers).map((name) => {
    const id = balancerGroup(name);
    const closed = world.network.faults.find(
      (one) => one.kind === 'close-egress' && balancerOf(world, one.loadBalancer) === name,
    );
    return {
      id,
      name: `${name}-lb`,
      rules: [
        ...[80, 443].map((port) => ({
          id: ruleId(id, `in/${port}`),
          egress: false,
          protocol: 'tcp',
          fromPort: port,
          toPort: port,
          cidr: '0.0.0.0/0',
        })),
        ...outages(everything(id), anchor, closed),
      ],
    };
  });
}

function memberGroups(world: World, anchor: number, members: readonly Member[]): GroupRecord[] {
  const byGroup = Map.groupBy(members, ({ group }) => group);
  return [...byGroup].map(([id, users]) => ({
    id,
    name: users[0]?.name ?? id,
    rules: [
      ...users.flatMap(({ app, loadBalancer, ports }) => {
        const revoked = world.network.faults.find((one) => one.kind === 'revoke' && one.app === app);
        if (loadBalancer === null) return [];
        return ports.flatMap((port) => outages(entrance(id, loadBalancer, port), anchor, revoked));
      }),
      everything(id),
    ],
  }));
}

const entrance = (id: string, loadBalancer: string, port: number): RuleOfGroup => ({
  id: ruleId(id, `${loadBalancer}/${port}`),
  egress: false,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  group: balancerGroup(loadBalancer),
});

/** The rule before the fault, and again after it where it ends. */
function outages(rule: RuleOfGroup, anchor: number, fault: Fault | undefined): readonly RuleOfGroup[] {
  if (!fault) return [rule];
  const before = { ...rule, until: anchor + fault.at };
  return fault.until === undefined ? [before] : [before, { ...rule, from: anchor + fault.until }];
}

function aclsOf(world: World, anchor: number, zones: readonly string[], members: readonly Member[]): AclRecord[] {
  const open = [false, true].flatMap((egress): AclEntry[] => [
    { number: 100, egress, allow: true, protocol: '-1', cidr: '0.0.0.0/0' },
    { number: 32_767, egress, allow: false, protocol: '-1', cidr: '0.0.0.0/0' },
  ]);
  const denials = world.network.faults.filter((one) => one.kind === 'deny-requests' || one.kind === 'deny-replies');
  const shared: AclRecord = { id: privateAcl(world), subnets: zones.flatMap(backOf), entries: open };
  const publicOne: AclRecord = {
    id: `acl-0${stableHex(`${world.account}/default`, 16)}`,
    subnets: zones.map(publicSubnet),
    entries: open,
  };
  const separate = zones.filter((zone) => denials.some((one) => one.zone !== undefined && zone.endsWith(one.zone)));
  const ofZone = separate.map((zone) => ({
    id: `acl-0${stableHex(`${world.account}/private/${zone}`, 16)}`,
    subnets: backOf(zone),
    entries: [...denials.flatMap((one, i) => denial(one, i, anchor, members)), ...open],
  }));
  const wide = denials.filter(({ zone }) => zone === undefined).flatMap((one, i) => denial(one, i, anchor, members));
  const rest = shared.subnets.filter((id) => !separate.flatMap(backOf).includes(id));
  return [publicOne, { ...shared, subnets: rest, entries: [...wide, ...open] }, ...ofZone];
}

function denial(fault: Fault, i: number, anchor: number, members: readonly Member[]): AclEntry[] {
  const lasting = {
    from: anchor + fault.at,
    ...(fault.until === undefined ? {} : { until: anchor + fault.until }),
  };
  const entry = { number: 40 + i, allow: false, protocol: '6', cidr: vpcCidr, ...lasting };
  if (fault.kind === 'deny-replies') return [{ ...entry, egress: true, ports: [1024, 65_535] }];
  if (fault.kind !== 'deny-requests') return [];
  const ports = members.find(({ app }) => app === fault.app)?.ports ?? [];
  return ports.map((port, k) => ({ ...entry, number: entry.number + k, egress: false, ports: [port, port] }));
}

export const holds = ({ from, until }: Lasting, at: number): boolean =>
  (from === undefined || at >= from) && (until === undefined || at < until);

/** An id that stays as long as the address does. */
export const interfaceId = (world: World, address: string) => `eni-0${stableHex(`${world.account}/${address}`, 16)}`;

export const createdLongAgo = (anchor: number) => anchor - 400 * 24 * HOUR;
