import ipaddr from 'ipaddr.js';

/** Whether `outer` holds all of `inner`, part of it or nothing; each an address or a CIDR block. Undefined: not readable. */
export function covers(outer: string, inner: string): 'all' | 'part' | 'none' | undefined {
  const [a, b] = [blockOf(outer), blockOf(inner)];
  if (a === undefined || b === undefined) return undefined;
  if (a.address.kind() !== b.address.kind()) return 'none';
  if (matches(b.address, a)) return a.bits <= b.bits ? 'all' : 'part';
  return matches(a.address, b) ? 'part' : 'none';
}

/** Bits of the prefix, for the longest match. */
export function prefixBits(cidr: string): number | undefined {
  return blockOf(cidr)?.bits;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

interface Block {
  readonly address: Address;
  readonly bits: number;
}

function blockOf(text: string): Block | undefined {
  if (ipaddr.isValidCIDR(text)) {
    const [address, bits] = ipaddr.parseCIDR(text);
    return { address, bits };
  }
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return { address, bits: address.kind() === 'ipv4' ? 32 : 128 };
}

function matches(address: Address, { address: network, bits }: Block): boolean {
  return address.match(network, bits);
}
