import type { IpPermission, SecurityGroupRule as RawRule, SecurityGroup } from '@aws-sdk/client-ec2';
import type { SecurityGroup as Group, SecurityGroupRule } from '../../../domain/evidence.ts';
import { lostOf } from '../../failure.ts';
import { orNull } from '../../translate.ts';
import { gather, pages, type Step, type Trip } from '../../trip.ts';
import { chunks } from '../ecs.ts';
import { loadBalancerStep } from '../load-balancer.ts';
import { targetInterfacesStep } from './interfaces.ts';

const filterValues = 200;

/** With the groups of the load balancer, which are known before any target is. */
export const securityGroupsStep: Step<readonly Group[]> = {
  id: 'step:security-groups',
  actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules'],
  needs: [loadBalancerStep, targetInterfacesStep],
  async take(trip) {
    const losing = (error: unknown) => void trip.lose(...lostOf(error));
    const [balancer, interfaces] = await Promise.all([
      trip.get(loadBalancerStep).catch(losing),
      trip.get(targetInterfacesStep).catch(losing),
    ]);
    const ofTargets = (interfaces ?? []).flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId));
    const ids = [...new Set([...(balancer?.SecurityGroups ?? []), ...ofTargets])].filter((id) => id !== undefined);
    return (await gather(chunks(ids, filterValues), trip, (some) => groupsOf(trip, some))).flat();
  },
};

async function groupsOf(trip: Trip, ids: readonly string[]): Promise<readonly Group[]> {
  try {
    const groups = await describeGroups(trip, ids);
    return groups.map((group) => ({
      id: group.GroupId ?? '',
      name: orNull(group.GroupName),
      rules: permissionsOf(group),
    }));
  } catch (error) {
    // The other call names no group without a rule: what it brings is not all there is.
    trip.lose(...lostOf(error));
    const rules = await describeRules(trip, ids);
    const byGroup = Map.groupBy(rules, ({ GroupId = '' }) => GroupId);
    return [...byGroup].map(([id, some]) => ({ id, name: null, rules: some.map(toRule) }));
  }
}

async function describeGroups(trip: Trip, ids: readonly string[]): Promise<readonly SecurityGroup[]> {
  const { DescribeSecurityGroupsCommand } = await import('@aws-sdk/client-ec2');
  // By filter, not by id: one that does not exist must not refuse the others.
  const Filters = [{ Name: 'group-id', Values: [...ids] }];
  return pages(trip, { what: 'ec2:DescribeSecurityGroups' }, async (NextToken) => {
    const answer = await trip.ec2.send(new DescribeSecurityGroupsCommand({ Filters, NextToken }));
    return { items: answer.SecurityGroups ?? [], next: answer.NextToken };
  });
}

async function describeRules(trip: Trip, ids: readonly string[]): Promise<readonly RawRule[]> {
  const { DescribeSecurityGroupRulesCommand } = await import('@aws-sdk/client-ec2');
  const Filters = [{ Name: 'group-id', Values: [...ids] }];
  return pages(trip, { what: 'ec2:DescribeSecurityGroupRules' }, async (NextToken) => {
    const answer = await trip.ec2.send(new DescribeSecurityGroupRulesCommand({ Filters, NextToken }));
    return { items: answer.SecurityGroupRules ?? [], next: answer.NextToken };
  });
}

function toRule(raw: RawRule): SecurityGroupRule {
  return {
    id: raw.SecurityGroupRuleId ?? '',
    egress: raw.IsEgress === true,
    protocol: raw.IpProtocol ?? '-1',
    fromPort: orNull(raw.FromPort),
    toPort: orNull(raw.ToPort),
    cidr: orNull(raw.CidrIpv4 ?? raw.CidrIpv6),
    group: orNull(raw.ReferencedGroupInfo?.GroupId),
    prefixList: orNull(raw.PrefixListId),
  };
}

function permissionsOf({ IpPermissions = [], IpPermissionsEgress = [] }: SecurityGroup): readonly SecurityGroupRule[] {
  return [
    ...IpPermissions.flatMap((one) => rulesOf(one, false)),
    ...IpPermissionsEgress.flatMap((one) => rulesOf(one, true)),
  ];
}

function rulesOf(permission: IpPermission, egress: boolean): readonly SecurityGroupRule[] {
  const { IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [], PrefixListIds = [] } = permission;
  const rule = (whom: Partial<Pick<SecurityGroupRule, 'cidr' | 'group' | 'prefixList'>>): SecurityGroupRule => ({
    id: '',
    egress,
    protocol: permission.IpProtocol ?? '-1',
    fromPort: orNull(permission.FromPort),
    toPort: orNull(permission.ToPort),
    cidr: null,
    group: null,
    prefixList: null,
    ...whom,
  });
  return [
    ...IpRanges.map(({ CidrIp }) => rule({ cidr: orNull(CidrIp) })),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => rule({ cidr: orNull(CidrIpv6) })),
    ...UserIdGroupPairs.map(({ GroupId }) => rule({ group: orNull(GroupId) })),
    ...PrefixListIds.map(({ PrefixListId }) => rule({ prefixList: orNull(PrefixListId) })),
  ];
}
