import { z } from 'zod';
import type { Behaviour } from './behaviour.ts';
import type { App } from './spec.ts';

/** What a process speaks on its port: `old-tls` shares no cipher with the load balancer. */
export const speechSchema = z.enum(['http1', 'h2c', 'https', 'old-tls']);
export type Speech = z.infer<typeof speechSchema>;

/** How the target group speaks to its targets. */
export const groupSpeech = {
  protocol: z.enum(['HTTP', 'HTTPS']).default('HTTP'),
  protocolVersion: z.enum(['HTTP1', 'HTTP2', 'GRPC']).default('HTTP1'),
  speaks: speechSchema.optional(),
};

/** What suits the target group, where a world does not say. */
export function usualSpeech({ protocol, protocolVersion }: Pick<App, 'protocol' | 'protocolVersion'>): Speech {
  if (protocol === 'HTTPS') return 'https';
  return protocolVersion === 'HTTP1' ? 'http1' : 'h2c';
}

/** `handshake`: TLS is not agreed on. `closed`: the process reads what it does not understand and closes. */
export function misunderstandingOf(app: App, { speaks }: Behaviour): 'handshake' | 'closed' | undefined {
  if (speaks === usualSpeech(app)) return undefined;
  return app.protocol === 'HTTPS' ? 'handshake' : 'closed';
}
