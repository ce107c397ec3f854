import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { targetHealthCollector } from '../../collectors/target-health.ts';
import { both, gather, pages, type Step, type Trip } from '../../trip.ts';
import { chunks } from '../ecs.ts';
import { targetGroupsStep } from '../load-balancer.ts';

/** The most values that EC2 takes in one filter. */
const filterValues = 200;

/** ELB writes into the description of its own interfaces which load balancer they belong to. */
export const balancerInterfacesStep: Step<readonly NetworkInterface[]> = {
  id: 'step:balancer-interfaces',
  actions: ['ec2:DescribeNetworkInterfaces'],
  needs: [],
  take: (trip) => interfaces(trip, 'description', [`ELB ${trip.scope.dimension}`]),
};

export interface RegisteredTargets {
  readonly addresses: readonly string[];
  readonly instances: readonly string[];
}

/** What is registered and in use: the interfaces of draining targets may be gone already, and rightly so. */
export const registeredTargetsStep: Step<RegisteredTargets> = {
  id: 'step:registered-targets',
  actions: [],
  needs: [targetGroupsStep, targetHealthCollector],
  async take(trip) {
    const [groups, health] = await both(trip.get(targetGroupsStep), trip.get(targetHealthCollector));
    const types = new Map(groups.map(({ TargetGroupArn = '', TargetType }) => [TargetGroupArn, TargetType ?? '']));
    const inUse = health.value.filter(({ state }) => state !== 'draining');
    const ids = (type: string) => [
      ...new Set(inUse.filter(({ targetGroupArn }) => types.get(targetGroupArn) === type).map(({ id }) => id)),
    ];
    return { addresses: ids('ip'), instances: ids('instance') };
  },
};

export const targetInterfacesStep: Step<readonly NetworkInterface[]> = {
  id: 'step:target-interfaces',
  actions: ['ec2:DescribeNetworkInterfaces'],
  needs: [registeredTargetsStep],
  async take(trip) {
    const { addresses, instances } = await trip.get(registeredTargetsStep);
    const isV6 = (address: string) => address.includes(':');
    const asked = [
      ...batches(
        'addresses.private-ip-address',
        addresses.filter((one) => !isV6(one)),
      ),
      ...batches('ipv6-addresses.ipv6-address', addresses.filter(isV6)),
      ...batches('attachment.instance-id', instances),
    ];
    const found = await gather(asked, trip, ({ name, values }) => interfaces(trip, name, values));
    return [...new Map(found.flat().map((one) => [one.NetworkInterfaceId, one])).values()];
  },
};

interface Asked {
  readonly name: string;
  readonly values: readonly string[];
}

function batches(name: string, values: readonly string[]): readonly Asked[] {
  return chunks(values, filterValues).map((some) => ({ name, values: some }));
}

async function interfaces(trip: Trip, name: string, values: readonly string[]): Promise<readonly NetworkInterface[]> {
  const { DescribeNetworkInterfacesCommand } = await import('@aws-sdk/client-ec2');
  return pages(trip, { what: 'ec2:DescribeNetworkInterfaces' }, async (NextToken) => {
    const Filters = [{ Name: name, Values: [...values] }];
    const answer = await trip.ec2.send(new DescribeNetworkInterfacesCommand({ Filters, NextToken }));
    return { items: answer.NetworkInterfaces ?? [], next: answer.NextToken };
  });
}
