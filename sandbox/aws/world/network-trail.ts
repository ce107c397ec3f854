import { stableHex } from './names.ts';
import { balancerGroup, balancerOf, type Fault, type Member, privateAcl, ruleId, vpcCidr } from './network.ts';
import type { World } from './spec.ts';
import type { TrailEntry } from './trail.ts';

/** What CloudTrail tells of the faults that somebody made through AWS; of what happened on hosts it tells nothing. */
export function networkTrail(world: World, anchor: number, members: readonly Member[]): TrailEntry[] {
  return world.network.faults.flatMap((fault): TrailEntry[] => {
    const call = callOf(world, fault, members);
    return call ? [{ at: anchor + fault.at, source: 'ec2.amazonaws.com', by: fault.by, ...call }] : [];
  });
}

type Call = Pick<TrailEntry, 'name' | 'resources' | 'request'>;

function callOf(world: World, fault: Fault, members: readonly Member[]): Call | undefined {
  switch (fault.kind) {
    case 'revoke':
      return revoked(members.find(({ app }) => app === fault.app));
    case 'close-egress': {
      const groupId = balancerGroup(balancerOf(world, fault.loadBalancer));
      return { name: 'RevokeSecurityGroupEgress', resources: [securityGroup(groupId)], request: { groupId } };
    }
    case 'deny-requests':
    case 'deny-replies':
      return denied(world, fault.kind === 'deny-replies', fault.zone);
    default:
      return undefined;
  }
}

const securityGroup = (name: string) => ({ type: 'AWS::EC2::SecurityGroup', name });

function revoked(member: Member | undefined): Call | undefined {
  if (!member) return undefined;
  const items = member.ports.map((port) => ({
    securityGroupRuleId: ruleId(member.group, `${member.loadBalancer}/${port}`),
  }));
  const request = { groupId: member.group, securityGroupRuleIds: { items } };
  return { name: 'RevokeSecurityGroupIngress', resources: [securityGroup(member.group)], request };
}

function denied(world: World, egress: boolean, zone: string | undefined): Call {
  const ofZone = () => `acl-0${stableHex(`${world.account}/private/${world.region}${zone?.slice(-1)}`, 16)}`;
  const networkAclId = zone === undefined ? privateAcl(world) : ofZone();
  const request = { networkAclId, ruleNumber: 40, egress, ruleAction: 'deny', aclProtocol: '6', cidrBlock: vpcCidr };
  return { name: 'CreateNetworkAclEntry', resources: [{ type: 'AWS::EC2::NetworkAcl', name: networkAclId }], request };
}
