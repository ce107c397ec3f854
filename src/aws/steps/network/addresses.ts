import { BlockList, isIPv6 } from 'node:net';
import type { Network } from '../../../domain/evidence.ts';

/**
 * Registered addresses inside the VPC's subnets that no interface has. None is named where EC2 showed no interface at all:
 * then it is the answer that is empty, not the network.
 */
export function withoutInterface(
  addresses: readonly string[],
  { interfaces, subnets }: Pick<Network, 'interfaces' | 'subnets'>,
): readonly string[] {
  if (interfaces.length === 0) return [];
  const held = new Set(interfaces.flatMap(({ privateIps }) => privateIps));
  const inside = new BlockList();
  for (const { cidr } of subnets) {
    const [network, bits] = cidr?.split('/') ?? [];
    if (network !== undefined && bits !== undefined) inside.addSubnet(network, Number(bits), family(network));
  }
  return addresses.filter((address) => !held.has(address) && inside.check(address, family(address)));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
