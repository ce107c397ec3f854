import type { NetworkInterface as RawInterface } from '@aws-sdk/client-ec2';
import type { Network } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { lostOf, Nothing } from '../failure.ts';
import { loadBalancerStep, targetGroupsStep } from '../steps/load-balancer.ts';
import { withoutInterface } from '../steps/network/addresses.ts';
import { balancerInterfacesStep, registeredTargetsStep, targetInterfacesStep } from '../steps/network/interfaces.ts';
import { securityGroupsStep } from '../steps/network/security-groups.ts';
import { toAcl, toFlowLog, toInterface, toRouteTable, toSubnet } from '../steps/network/translate.ts';
import { aclsStep, flowLogsStep, natGatewaysStep, routeTablesStep, subnetsStep } from '../steps/network/vpc.ts';
import type { Collector, Step, Trip } from '../trip.ts';

export const networkCollector: Collector<'network'> = {
  id: 'network',
  actions: [],
  needs: [
    loadBalancerStep,
    targetGroupsStep,
    balancerInterfacesStep,
    registeredTargetsStep,
    targetInterfacesStep,
    securityGroupsStep,
    subnetsStep,
    aclsStep,
    routeTablesStep,
    flowLogsStep,
    natGatewaysStep,
  ],
  async take(trip) {
    const value = await networkOf(trip);
    if (isBare(value))
      throw new Nothing(...trip.losses(), { reason: 'empty', action: null, detail: 'EC2 named nothing' });
    const { securityGroups, acls, routeTables, interfaces } = value;
    const what = `${interfaces.length} interfaces, ${securityGroups.length} security groups, ${acls.length} network ACLs, ${routeTables.length} route tables${value.vpcId === null ? '' : ` of ${value.vpcId}`}`;
    return { value, what, link: ec2Page(trip.scope, 'SecurityGroups:') };
  },
};

/** Side by side; each that cannot be read leaves a gap and its list empty. */
async function networkOf(trip: Trip): Promise<Network> {
  const [balancer, own, targets, registered, securityGroups, subnets, acls, tables, flowLogs, gateways] =
    await Promise.all([
      trip.get(loadBalancerStep),
      orLost(trip, balancerInterfacesStep),
      orLost(trip, targetInterfacesStep),
      trip.attempt(registeredTargetsStep),
      orLost(trip, securityGroupsStep),
      orLost(trip, subnetsStep),
      orLost(trip, aclsStep),
      orLost(trip, routeTablesStep),
      orLost(trip, flowLogsStep),
      orLost(trip, natGatewaysStep),
    ]);
  const interfaces = [
    ...own.map((one) => toInterface(one, 'load-balancer')),
    ...targets.filter(isOurs(targets, balancer.VpcId)).map((one) => toInterface(one, 'target')),
  ];
  const parts = { interfaces, subnets: subnets.map(toSubnet) };
  const ours = new Set([balancer.VpcId, ...parts.subnets.map(({ id }) => id), ...interfaces.map(({ id }) => id)]);
  return {
    vpcId: balancer.VpcId ?? null,
    loadBalancer: {
      securityGroups: balancer.SecurityGroups ?? [],
      subnetIds: (balancer.AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? []),
    },
    securityGroups,
    ...parts,
    acls: acls.map(toAcl),
    routeTables: tables.map(toRouteTable),
    addressesWithoutInterface: withoutInterface(registered?.addresses ?? [], parts),
    flowLogs: flowLogs.filter(({ ResourceId }) => ours.has(ResourceId)).map(toFlowLog),
    natGateways: gateways.map(({ NatGatewayId = '', SubnetId = null, State = null }) => ({
      id: NatGatewayId,
      subnetId: SubnetId,
      state: State,
    })),
  };
}

/** An address may be had in other networks, too: where our own has it, that one is meant. */
function isOurs(all: readonly RawInterface[], vpcId: string | undefined): (one: RawInterface) => boolean {
  const own = all.filter(({ VpcId }) => VpcId === vpcId);
  const held = new Set(own.map(({ PrivateIpAddress }) => PrivateIpAddress));
  return (one) => one.VpcId === vpcId || !held.has(one.PrivateIpAddress);
}

async function orLost<T>(trip: Trip, step: Step<readonly T[]>): Promise<readonly T[]> {
  try {
    return await trip.get(step);
  } catch (error) {
    trip.lose(...lostOf(error));
    return [];
  }
}

function isBare({ securityGroups, subnets, acls, routeTables, interfaces }: Network): boolean {
  return [securityGroups, subnets, acls, routeTables, interfaces].every((list) => list.length === 0);
}
