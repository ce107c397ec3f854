import { describe, expect, it } from '@jest/globals';
import { covers } from '../../../src/checks/reading/addresses.ts';
import { ephemeral, roadTo, throughAcl, throughGroups } from '../../../src/checks/reading/ports-and-rules.ts';
import { stoppedAt, waysOf } from '../../../src/checks/reading/reachability.ts';
import { target, targetGroup } from '../../support/evidence.ts';
import { acl, entry, network, rule, withRules } from '../../support/network.ts';

const peer = { blocks: ['10.0.1.61', '10.0.2.33'], groups: ['sg-lb'] };
const through = (rules: readonly Parameters<typeof rule>[0][]) =>
  throughGroups([{ id: 'sg-api', name: null, rules: rules.map(rule) }], false, peer, 3000);

describe('blocks of addresses', () => {
  it.each([
    ['10.0.0.0/16', '10.0.1.61', 'all'],
    ['10.0.1.61/32', '10.0.1.0/24', 'part'],
    ['10.1.0.0/16', '10.0.1.61', 'none'],
    ['2001:db8::/32', '2001:db8::7', 'all'],
    ['0.0.0.0/0', '2001:db8::7', 'none'],
    ['pl-1234', '10.0.1.61', undefined],
  ])('%s holds of %s: %s', (outer, inner, held) => {
    expect(covers(outer, inner)).toBe(held);
  });
});

describe('security groups', () => {
  it.each([
    ['a rule for the group of the load balancer', [{ group: 'sg-lb', cidr: null }], 'open'],
    ['a rule for every address', [{}], 'open'],
    ['a rule for all protocols', [{ protocol: '-1', fromPort: null, toPort: null }], 'open'],
    ['rules for each node', [{ cidr: '10.0.1.0/24' }, { cidr: '10.0.2.0/24' }], 'open'],
    ['a rule for one node of two', [{ cidr: '10.0.1.0/24' }], 'part'],
    ['a rule for another port', [{ fromPort: 8080, toPort: 8090 }], 'closed'],
    ['a rule for UDP', [{ protocol: 'udp' }], 'closed'],
    ['a rule for another group', [{ group: 'sg-bastion', cidr: null }], 'closed'],
    ['a rule for a prefix list', [{ prefixList: 'pl-1', cidr: null }], 'unknown'],
  ] as const)('with %s are %s', (_, rules, passage) => {
    expect(through([...rules])).toBe(passage);
  });

  it('that were not read close nothing, and open nothing', () => {
    expect(throughGroups([undefined], false, peer, 3000)).toBe('unknown');
    expect(throughGroups([], false, peer, 3000)).toBe('unknown');
  });
});

describe('network ACLs', () => {
  const replies = (entries: readonly Parameters<typeof entry>[0][]) =>
    throughAcl(acl(entries.map((one) => entry({ number: 50, egress: true, ...one }))), true, '10.0.1.61', ephemeral);

  it('ask their entries by number', () => {
    const later = [entry({ number: 200, egress: true, allow: false })];

    expect(throughAcl(acl(later), true, '10.0.1.61', ephemeral)).toBe('open');
    expect(replies([{ allow: false, protocol: '6' }])).toBe('closed');
  });

  it('are open in part where they know only some of the ephemeral ports', () => {
    expect(replies([{ allow: false, protocol: '6', fromPort: 1024, toPort: 32_767 }])).toBe('part');
  });

  it('put together ranges that follow each other', () => {
    const two = [
      entry({ number: 10, protocol: '6', egress: true, fromPort: 1024, toPort: 30_000 }),
      entry({ number: 20, protocol: '6', egress: true, fromPort: 30_001, toPort: 65_535 }),
      entry({ number: 30, egress: true, allow: false }),
    ];

    expect(throughAcl(acl(two), true, '10.0.1.61', ephemeral)).toBe('open');
  });

  it('do not care for other protocols and addresses', () => {
    expect(
      replies([
        { allow: false, protocol: '17' },
        { allow: false, cidr: '192.168.0.0/16' },
      ]),
    ).toBe('open');
  });
});

describe('routes', () => {
  const table = (routes: readonly (readonly [string, string, string])[]) => ({
    id: 'rtb-1',
    main: true,
    subnetIds: [],
    routes: routes.map(([destination, to, state]) => ({ destination, target: to, state })),
  });

  it('take the longest prefix', () => {
    const both = table([
      ['10.0.0.0/8', 'tgw-1', 'active'],
      ['10.9.0.0/16', 'pcx-1', 'blackhole'],
    ]);

    expect(roadTo(both, '10.9.0.7').passage).toBe('closed');
    expect(roadTo(both, '10.8.0.7').passage).toBe('open');
  });

  it('are unknown where none was read, and missing where none fits', () => {
    expect(roadTo(undefined, '10.9.0.7').passage).toBe('unknown');
    expect(roadTo(table([['10.0.0.0/16', 'local', 'active']]), '10.9.0.7').passage).toBe('closed');
  });
});

describe('the ways to targets', () => {
  const health = [target({ id: '10.0.11.10', port: 3000, state: 'unhealthy' })];
  const gates = (state: ReturnType<typeof network>, group = targetGroup()) => waysOf(state, [group], health);

  it('of a healthy network are open at every gate', () => {
    expect(gates(network()).flatMap((way) => way.gates.map(({ passage }) => passage))).not.toContain('closed');
    expect(gates(network()).every((way) => way.gates.every(({ passage }) => passage === 'open'))).toBe(true);
  });

  it('lead to the port of the health check, too', () => {
    const own = targetGroup({ healthCheck: { ...targetGroup().healthCheck, port: '8081' } });
    const ways = gates(network(), own);

    expect(ways.map(({ target: to, purpose }) => `${purpose} ${to}`)).toEqual([
      'traffic 10.0.11.10:3000',
      'health-check 10.0.11.10:8081',
    ]);
    expect(stoppedAt(ways, 'health-check', ['target-group'])).toMatchObject({ count: 1, total: 1 });
    expect(stoppedAt(ways, 'traffic', ['target-group'])).toMatchObject({ count: 0 });
  });

  it('stay unknown where the target’s interface was not found', () => {
    const blind = network({ interfaces: network().interfaces.filter(({ of }) => of === 'load-balancer') });

    expect(stoppedAt(gates(blind), 'traffic', ['target-group'])).toMatchObject({ count: 0, unread: 1 });
  });

  it('stay unknown where two interfaces have the address', () => {
    const [lb, own] = network().interfaces;
    const twice =
      own === undefined || lb === undefined ? [] : [lb, own, { ...own, id: 'eni-twin', securityGroups: [] }];

    expect(stoppedAt(gates(network({ interfaces: twice })), 'traffic', ['target-group'])).toMatchObject({
      count: 0,
      unread: 1,
    });
  });

  it('begin anywhere in the load balancer’s subnets where its interfaces were not read', () => {
    const subnetsOnly = network({ interfaces: network().interfaces.filter(({ of }) => of === 'target') });
    const narrow = { ...withRules([rule({ cidr: '10.0.1.61/32' })]), interfaces: subnetsOnly.interfaces };

    expect(stoppedAt(gates(subnetsOnly), 'traffic', ['target-group'])).toMatchObject({ count: 0, unread: 0 });
    expect(stoppedAt(gates(narrow), 'traffic', ['target-group'])).toMatchObject({ count: 1 });
  });

  it('do not ask a network ACL within one subnet', () => {
    const closed = acl([entry({ number: 1, allow: false }), entry({ number: 1, allow: false, egress: true })]);
    const together = network({
      acls: [closed],
      interfaces: network().interfaces.map((one) => ({ ...one, subnetId: 'subnet-back' })),
    });

    expect(stoppedAt(gates(together), 'traffic', ['acl-request', 'acl-reply'])).toMatchObject({ count: 0, unread: 0 });
  });

  it('find the instance behind a target that is registered by its id', () => {
    const instance = network({
      interfaces: network().interfaces.map((one) => (one.of === 'target' ? { ...one, instanceId: 'i-0abc' } : one)),
    });
    const ways = waysOf(instance, [targetGroup({ targetType: 'instance' })], [target({ id: 'i-0abc', port: 3000 })]);

    expect(ways[0]?.target).toBe('10.0.11.10:3000');
  });

  it('do not exist for Lambda functions', () => {
    expect(gates(network(), targetGroup({ targetType: 'lambda' }))).toEqual([]);
  });
});
