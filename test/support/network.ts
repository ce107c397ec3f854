import type { Network, NetworkAcl, SecurityGroupRule } from '../../src/domain/evidence.ts';

/** A VPC in which everything is open: the load balancer in 10.0.1.0/24, its targets in 10.0.11.0/24. */
export function network(change: Partial<Network> = {}): Network {
  return {
    vpcId: 'vpc-1',
    loadBalancer: { securityGroups: ['sg-lb'], subnetIds: ['subnet-front'] },
    securityGroups: [
      { id: 'sg-lb', name: 'lb', rules: [rule({ egress: true, protocol: '-1', fromPort: -1, toPort: -1 })] },
      { id: 'sg-api', name: 'api', rules: [rule({ group: 'sg-lb', cidr: null })] },
    ],
    subnets: [
      { id: 'subnet-front', zone: 'eu-west-1a', cidr: '10.0.1.0/24', freeAddresses: 200 },
      { id: 'subnet-back', zone: 'eu-west-1a', cidr: '10.0.11.0/24', freeAddresses: 200 },
    ],
    acls: [acl()],
    routeTables: [
      {
        id: 'rtb-main',
        main: true,
        subnetIds: [],
        routes: [{ destination: '10.0.0.0/16', target: 'local', state: 'active' }],
      },
    ],
    interfaces: [
      {
        id: 'eni-lb',
        of: 'load-balancer',
        privateIps: ['10.0.1.61'],
        subnetId: 'subnet-front',
        zone: 'eu-west-1a',
        securityGroups: ['sg-lb'],
        status: 'in-use',
        instanceId: null,
      },
      {
        id: 'eni-api',
        of: 'target',
        privateIps: ['10.0.11.10'],
        subnetId: 'subnet-back',
        zone: 'eu-west-1a',
        securityGroups: ['sg-api'],
        status: 'in-use',
        instanceId: null,
      },
    ],
    addressesWithoutInterface: [],
    flowLogs: [],
    natGateways: [],
    ...change,
  };
}

export function rule(change: Partial<SecurityGroupRule> = {}): SecurityGroupRule {
  return {
    id: 'sgr-1',
    egress: false,
    protocol: 'tcp',
    fromPort: 3000,
    toPort: 3000,
    cidr: '0.0.0.0/0',
    group: null,
    prefixList: null,
    ...change,
  };
}

type Entry = NetworkAcl['entries'][number];

export function entry(change: Partial<Entry> = {}): Entry {
  return {
    number: 100,
    egress: false,
    allow: true,
    protocol: '-1',
    cidr: '0.0.0.0/0',
    fromPort: null,
    toPort: null,
    ...change,
  };
}

/** The default network ACL, with what is put before it. */
export function acl(first: readonly Entry[] = []): NetworkAcl {
  const last = { number: 32_767, allow: false };
  const entries = [entry(), entry({ egress: true }), entry(last), entry({ ...last, egress: true })];
  return { id: 'acl-1', subnetIds: ['subnet-front', 'subnet-back'], entries: [...first, ...entries] };
}

/** The group of the targets with other rules. */
export function withRules(rules: readonly SecurityGroupRule[], id = 'sg-api'): Network {
  const open = network();
  return network({
    securityGroups: open.securityGroups.map((group) => (group.id === id ? { ...group, rules } : group)),
  });
}
