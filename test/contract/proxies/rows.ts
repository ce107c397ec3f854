import type { Fault } from './backends.ts';
import type { Product } from './proxies.ts';

export type Place = Fault | 'no-live' | 'no-name' | 'no-socket' | 'post-after-idle-close';

/** What a load balancer gets from the proxy, and what the proxy's log says of it. */
export interface Row {
  readonly place: Place;
  /** Null: the connection is closed without an answer, so the load balancer makes a 502 of its own. */
  readonly status: number | null;
  /** Of its error or access line; null where it writes nothing that tells. */
  readonly tag: string | null;
}

/**
 * Asked on a kept-alive connection that has served a request, as load balancers do. nginx answers 502 for nearly
 * everything. Apache and HAProxy close in silence where the backend broke off; HAProxy then does not even log it.
 */
export const rows: Readonly<Record<Product, readonly Row[]>> = {
  nginx: [
    { place: 'ok', status: 200, tag: null },
    { place: 'own-502', status: 502, tag: 'nginx.app502' },
    { place: 'refused', status: 502, tag: 'nginx.refused' },
    { place: 'reset', status: 502, tag: 'nginx.reset' },
    { place: 'closed', status: 502, tag: 'nginx.closed' },
    { place: 'half-a-line', status: 502, tag: 'nginx.closed' },
    { place: 'half-a-header', status: 502, tag: 'nginx.closed' },
    { place: 'header-33k', status: 502, tag: 'nginx.bigheader' },
    // 1.23 and newer refuse it; older ones pass one of the two on.
    { place: 'length-and-chunked', status: 200, tag: null },
    // What is no HTTP is passed on as an answer of HTTP/0.9: the load balancer then finds no status line.
    { place: 'no-http', status: null, tag: 'nginx.badheader' },
    { place: 'control-character', status: 502, tag: 'nginx.badheader' },
    { place: 'cut-body', status: 200, tag: 'nginx.closed' },
    { place: 'slow', status: 504, tag: 'nginx.timeout504' },
    { place: 'plain-behind-tls', status: 502, tag: 'nginx.tls' },
    { place: 'tls-behind-plain', status: null, tag: 'nginx.badheader' },
    { place: 'idle-close', status: 200, tag: null },
    { place: 'post-after-idle-close', status: 502, tag: 'nginx.closed' },
    { place: 'no-live', status: 502, tag: 'nginx.nolive' },
    { place: 'no-name', status: 502, tag: 'nginx.dns' },
    { place: 'no-socket', status: 502, tag: 'nginx.socket' },
  ],
  apache: [
    { place: 'ok', status: 200, tag: null },
    { place: 'own-502', status: 502, tag: null },
    { place: 'refused', status: 503, tag: 'apache.connect503' },
    { place: 'reset', status: null, tag: 'apache.read502' },
    { place: 'closed', status: null, tag: 'apache.read502' },
    { place: 'half-a-line', status: null, tag: 'apache.read502' },
    { place: 'half-a-header', status: 502, tag: 'apache.badheader' },
    { place: 'header-33k', status: 502, tag: 'apache.bigheader' },
    { place: 'length-and-chunked', status: 200, tag: null },
    // Passed on as an answer of HTTP/0.9, which this client is told as 200.
    { place: 'no-http', status: 200, tag: null },
    { place: 'control-character', status: 502, tag: 'apache.badheader' },
    { place: 'cut-body', status: 200, tag: 'apache.read502' },
    // No 504: where the wait for the status line ends, Apache answers 502.
    { place: 'slow', status: 502, tag: 'apache.timeout502' },
    { place: 'plain-behind-tls', status: 500, tag: 'apache.tls' },
    { place: 'tls-behind-plain', status: null, tag: 'apache.read502' },
    { place: 'idle-close', status: 200, tag: null },
    { place: 'no-name', status: 500, tag: 'apache.dns' },
  ],
  haproxy: [
    { place: 'ok', status: 200, tag: null },
    { place: 'own-502', status: 502, tag: null },
    { place: 'refused', status: 503, tag: 'haproxy.503' },
    { place: 'reset', status: null, tag: null },
    { place: 'closed', status: null, tag: null },
    { place: 'half-a-line', status: null, tag: null },
    { place: 'half-a-header', status: null, tag: null },
    { place: 'header-33k', status: 502, tag: 'haproxy.502' },
    { place: 'length-and-chunked', status: 200, tag: null },
    { place: 'no-http', status: 502, tag: 'haproxy.502' },
    // Passed on as it is: the load balancer rejects it.
    { place: 'control-character', status: null, tag: null },
    { place: 'cut-body', status: 200, tag: null },
    { place: 'slow', status: 504, tag: 'haproxy.504' },
    { place: 'plain-behind-tls', status: 503, tag: 'haproxy.503' },
    { place: 'tls-behind-plain', status: 502, tag: 'haproxy.502' },
    { place: 'idle-close', status: 200, tag: null },
  ],
};
