import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import { type AclEntry, type GroupRecord, holds, type RuleOfGroup } from '../world/network.ts';
import { interfacesOf } from '../world/network-interfaces.ts';
import { type Context, here, type Operations, pageSize, present, text } from './context.ts';
import { type Filtered, fits, pickIds } from './ec2-filters.ts';

const badToken = () => new AwsError('InvalidParameterValue', 'Invalid value for NextToken');

/** Filters, then a page of them under the answer's own name. */
function answer<T>(
  input: Shape,
  context: Context,
  name: string,
  items: readonly T[],
  filtersOf: (item: T) => Filtered,
  shapeOf: (item: T) => Shape,
): Shape {
  const found = (here(context) ? items : []).filter((item) => fits(input.Filters ?? input.Filter, filtersOf(item)));
  const page = pageOf(found, pageSize(input.MaxResults, context), text(input.NextToken), name, badToken);
  return present({ [name]: page.items.map(shapeOf), NextToken: page.next });
}

const rulesNow = ({ rules }: GroupRecord, now: number) => rules.filter((rule) => holds(rule, now));

function ruleShape(group: string, rule: RuleOfGroup, { history }: Context): Shape {
  return present({
    SecurityGroupRuleId: rule.id,
    GroupId: group,
    GroupOwnerId: history.account,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    CidrIpv4: rule.cidr,
    ReferencedGroupInfo: rule.group === undefined ? undefined : { GroupId: rule.group, UserId: history.account },
  });
}

function permissionShape(rule: RuleOfGroup, { history }: Context): Shape {
  const ports = rule.protocol === '-1' ? {} : { FromPort: rule.fromPort, ToPort: rule.toPort };
  return {
    IpProtocol: rule.protocol,
    ...ports,
    IpRanges: rule.cidr === undefined ? [] : [{ CidrIp: rule.cidr }],
    UserIdGroupPairs: rule.group === undefined ? [] : [{ GroupId: rule.group, UserId: history.account }],
  };
}

const entryShape = (entry: AclEntry): Shape =>
  present({
    RuleNumber: entry.number,
    Egress: entry.egress,
    RuleAction: entry.allow ? 'allow' : 'deny',
    Protocol: entry.protocol,
    CidrBlock: entry.cidr,
    PortRange: entry.ports === undefined ? undefined : { From: entry.ports[0], To: entry.ports[1] },
  });

export const ec2Network: Operations = {
  DescribeNetworkInterfaces: (input, context) => {
    const { vpc, account } = context.history;
    return answer(
      input,
      context,
      'NetworkInterfaces',
      interfacesOf(context.history, context.now),
      (one) => ({
        description: [one.description],
        'addresses.private-ip-address': [one.ip],
        'private-ip-address': [one.ip],
        'ipv6-addresses.ipv6-address': [],
        'attachment.instance-id': one.instanceId === null ? [] : [one.instanceId],
        'group-id': one.groups,
        'network-interface-id': [one.id],
        'subnet-id': [one.subnet],
        'vpc-id': [vpc],
        status: ['in-use'],
      }),
      (one) =>
        present({
          NetworkInterfaceId: one.id,
          Description: one.description,
          InterfaceType: 'interface',
          RequesterManaged: one.instanceId === null,
          OwnerId: account,
          PrivateIpAddress: one.ip,
          PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: one.ip }],
          SubnetId: one.subnet,
          VpcId: vpc,
          AvailabilityZone: one.zone,
          Groups: one.groups.map((GroupId) => ({ GroupId, GroupName: GroupId })),
          Status: 'in-use',
          Attachment:
            one.instanceId === null
              ? { Status: 'attached', InstanceOwnerId: 'amazon-aws' }
              : { Status: 'attached', InstanceId: one.instanceId, DeviceIndex: 0 },
        }),
    );
  },
  DescribeSecurityGroups: (input, context) => {
    const { history, now } = context;
    const all = here(context) ? history.network.groups : [];
    const asked = pickIds(all, input.GroupIds, ({ id }) => id, 'InvalidGroup.NotFound', 'security group');
    return answer(
      input,
      context,
      'SecurityGroups',
      asked,
      ({ id, name }) => ({ 'group-id': [id], 'group-name': [name], 'vpc-id': [history.vpc] }),
      (group) => ({
        GroupId: group.id,
        GroupName: group.name,
        Description: group.name,
        OwnerId: history.account,
        VpcId: history.vpc,
        IpPermissions: rulesNow(group, now)
          .filter(({ egress }) => !egress)
          .map((rule) => permissionShape(rule, context)),
        IpPermissionsEgress: rulesNow(group, now)
          .filter(({ egress }) => egress)
          .map((rule) => permissionShape(rule, context)),
      }),
    );
  },
  DescribeSecurityGroupRules: (input, context) => {
    const all = context.history.network.groups.flatMap((group) =>
      rulesNow(group, context.now).map((rule) => ({ group: group.id, rule })),
    );
    return answer(
      input,
      context,
      'SecurityGroupRules',
      all,
      ({ group, rule }) => ({ 'group-id': [group], 'security-group-rule-id': [rule.id] }),
      ({ group, rule }) => ruleShape(group, rule, context),
    );
  },
  DescribeSubnets: (input, context) => {
    const { history } = context;
    const all = here(context) ? history.network.subnets : [];
    const asked = pickIds(all, input.SubnetIds, ({ id }) => id, 'InvalidSubnetID.NotFound', 'subnet');
    return answer(
      input,
      context,
      'Subnets',
      asked,
      ({ id, zone }) => ({ 'subnet-id': [id], 'vpc-id': [history.vpc], 'availability-zone': [zone] }),
      ({ id, zone, cidr, name }) => ({
        SubnetId: id,
        VpcId: history.vpc,
        AvailabilityZone: zone,
        CidrBlock: cidr,
        AvailableIpAddressCount: 231,
        State: 'available',
        Tags: [{ Key: 'Name', Value: name }],
      }),
    );
  },
  DescribeNetworkAcls: (input, context) => {
    const { history, now } = context;
    return answer(
      input,
      context,
      'NetworkAcls',
      history.network.acls,
      ({ id, subnets }) => ({
        'network-acl-id': [id],
        'vpc-id': [history.vpc],
        'association.subnet-id': subnets,
      }),
      ({ id, subnets, entries }) => ({
        NetworkAclId: id,
        VpcId: history.vpc,
        IsDefault: false,
        Associations: subnets.map((SubnetId) => ({ SubnetId, NetworkAclId: id })),
        Entries: entries.filter((entry) => holds(entry, now)).map(entryShape),
      }),
    );
  },
  DescribeRouteTables: (input, context) => {
    const { history } = context;
    return answer(
      input,
      context,
      'RouteTables',
      history.network.routeTables,
      ({ id, subnets, main }) => ({
        'route-table-id': [id],
        'vpc-id': [history.vpc],
        'association.subnet-id': subnets,
        'association.main': [String(main)],
      }),
      ({ id, main, subnets, routes }) => ({
        RouteTableId: id,
        VpcId: history.vpc,
        Associations: [
          ...(main ? [{ Main: true, RouteTableId: id }] : []),
          ...subnets.map((SubnetId) => ({ Main: false, SubnetId, RouteTableId: id })),
        ],
        Routes: routes.map(({ cidr, gateway, nat }) =>
          present({ DestinationCidrBlock: cidr, GatewayId: gateway, NatGatewayId: nat, State: 'active' }),
        ),
      }),
    );
  },
  DescribeNatGateways: (input, context) =>
    answer(
      input,
      context,
      'NatGateways',
      context.history.network.natGateways,
      ({ id, subnet }) => ({ 'nat-gateway-id': [id], 'subnet-id': [subnet], 'vpc-id': [context.history.vpc] }),
      ({ id, subnet }) => ({ NatGatewayId: id, SubnetId: subnet, VpcId: context.history.vpc, State: 'available' }),
    ),
  DescribeFlowLogs: (input, context) => {
    const { history } = context;
    const { flowLog } = history.network;
    return answer(
      input,
      context,
      'FlowLogs',
      flowLog ? [flowLog] : [],
      ({ id }) => ({ 'flow-log-id': [id], 'resource-id': [history.vpc] }),
      (one) =>
        present({
          FlowLogId: one.id,
          ResourceId: history.vpc,
          FlowLogStatus: 'ACTIVE',
          TrafficType: 'ALL',
          DeliverLogsStatus: 'SUCCESS',
          LogDestinationType: one.to,
          LogGroupName: one.logGroup,
          LogDestination:
            one.bucket === undefined ? undefined : `arn:aws:s3:::${one.bucket}${one.prefix ? `/${one.prefix}` : ''}`,
          LogFormat: one.format,
          MaxAggregationInterval: 60,
        }),
    );
  },
};
