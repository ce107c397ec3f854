import { describe, expect, it } from '@jest/globals';
import { makePodOwner, ownLines } from '../../src/aws/pod-lines.ts';

const line = (namespace: string, pod: string) => ({
  message: JSON.stringify({ log: 'x', kubernetes: { pod_name: pod, namespace_name: namespace } }),
});
const gateway = line('shop', 'gateway-7d9f8b6c5-x2v4q');
const cart = line('shop', 'cart-5f6d7c8b9-abcde');
const other = line('billing', 'gateway-7d9f8b6c5-zzzzz');
const bare = { message: 'plain text' };

describe('lines of a log group that a cluster shares', () => {
  it('are the path’s own by namespace and workload', () => {
    expect(ownLines([gateway, cart, other], makePodOwner(['shop/front-gateway:80']))).toEqual([gateway]);
  });

  it('are all of the namespace where no workload bears the service’s name', () => {
    expect(ownLines([gateway, cart, other], makePodOwner(['shop/edge:80']))).toEqual([gateway, cart]);
  });

  it('count where they do not say whose they are, or nothing is known of the path', () => {
    expect(ownLines([bare, other], makePodOwner(['shop/front-gateway:80']))).toEqual([bare]);
    expect(ownLines([bare, other], makePodOwner([]))).toEqual([bare, other]);
  });
});
