import type * as ec2 from '@aws-sdk/client-ec2';
import type { Network, NetworkAcl, NetworkInterface, RouteTable, Subnet } from '../../../domain/evidence.ts';
import { orNull } from '../../translate.ts';

export function toInterface(raw: ec2.NetworkInterface, of: NetworkInterface['of']): NetworkInterface {
  const addresses = (raw.PrivateIpAddresses ?? []).flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []);
  const v6 = (raw.Ipv6Addresses ?? []).flatMap(({ Ipv6Address }) => Ipv6Address ?? []);
  const own = raw.PrivateIpAddress === undefined ? [] : [raw.PrivateIpAddress];
  return {
    id: raw.NetworkInterfaceId ?? '',
    of,
    privateIps: [...new Set([...own, ...addresses, ...v6])],
    subnetId: orNull(raw.SubnetId),
    zone: orNull(raw.AvailabilityZone),
    securityGroups: (raw.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    status: orNull(raw.Status),
    instanceId: orNull(raw.Attachment?.InstanceId),
  };
}

export function toSubnet(raw: ec2.Subnet): Subnet {
  return {
    id: raw.SubnetId ?? '',
    zone: orNull(raw.AvailabilityZone),
    cidr: orNull(raw.CidrBlock),
    freeAddresses: orNull(raw.AvailableIpAddressCount),
  };
}

export function toAcl(raw: ec2.NetworkAcl): NetworkAcl {
  return {
    id: raw.NetworkAclId ?? '',
    subnetIds: (raw.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? []),
    entries: (raw.Entries ?? []).map((entry) => ({
      number: entry.RuleNumber ?? 32_767,
      egress: entry.Egress === true,
      allow: entry.RuleAction === 'allow',
      protocol: entry.Protocol ?? '-1',
      cidr: orNull(entry.CidrBlock ?? entry.Ipv6CidrBlock),
      fromPort: orNull(entry.PortRange?.From),
      toPort: orNull(entry.PortRange?.To),
    })),
  };
}

export function toRouteTable(raw: ec2.RouteTable): RouteTable {
  const associations = raw.Associations ?? [];
  return {
    id: raw.RouteTableId ?? '',
    main: associations.some(({ Main }) => Main === true),
    subnetIds: associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    routes: (raw.Routes ?? []).map((route) => ({
      destination: route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '',
      target: orNull(
        route.GatewayId ??
          route.NatGatewayId ??
          route.TransitGatewayId ??
          route.VpcPeeringConnectionId ??
          route.NetworkInterfaceId ??
          route.InstanceId ??
          route.EgressOnlyInternetGatewayId ??
          route.LocalGatewayId ??
          route.CarrierGatewayId,
      ),
      state: orNull(route.State),
    })),
  };
}

export function toFlowLog(raw: ec2.FlowLog): Network['flowLogs'][number] {
  return {
    id: raw.FlowLogId ?? '',
    resourceId: raw.ResourceId ?? '',
    status: orNull(raw.FlowLogStatus),
    traffic: orNull(raw.TrafficType),
    destination: orNull(raw.LogDestinationType),
    logGroup: orNull(raw.LogGroupName ?? logGroupOf(raw.LogDestination)),
    format: orNull(raw.LogFormat),
  };
}

/** 'arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow:*' */
function logGroupOf(destination: string | undefined): string | undefined {
  return /:log-group:([^:]+)/.exec(destination ?? '')?.[1];
}
