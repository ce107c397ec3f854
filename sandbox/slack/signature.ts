import { createHmac } from 'node:crypto';

/** The two headers by which an app knows that Slack is talking. `at` in epoch ms. */
export function signedHeaders(secret: string, body: string, at: number): Record<string, string> {
  const stamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${digest}` };
}
