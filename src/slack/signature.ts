import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SignatureOptions {
  readonly signingSecret: string;
  readonly now: () => Date;
  /** Takes over with the body read: `rawBody` is what Bolt looks for. */
  readonly next: (request: IncomingMessage & { rawBody: Buffer }, response: ServerResponse) => void;
}

/** Slack's own limit, which Bolt applies to the past only: a time to come is no better. */
const SKEW_SECONDS = 300;
/** As Bolt's. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * Answers requests that Slack did not sign (401) or that are too large (413), and hands on the rest. One HMAC where Bolt
 * takes three. A replay within the window gets through here and ends at the inbox, which knows its delivery id.
 */
export function makeSignatureGate({ signingSecret, now, next }: SignatureOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    if (isSslCheck(request, body)) {
      response.writeHead(200).end();
      return;
    }
    if (!isSigned(request, body, signingSecret, now())) {
      response.writeHead(401).end();
      return;
    }
    next(Object.assign(request, { rawBody: body }), response);
  };
}

/** Slack probes the certificate without a signature; it is answered and goes no further. */
function isSslCheck({ headers }: IncomingMessage, body: Buffer): boolean {
  return (
    headers['x-slack-signature'] === undefined && body.length < 1_000 && /(^|&)ssl_check=1(&|$)/.test(String(body))
  );
}

function isSigned({ headers }: IncomingMessage, body: Buffer, secret: string, now: Date): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(stamp)) > SKEW_SECONDS) return false;
  const own = createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest();
  return timingSafeEqual(own, Buffer.from(signature.slice(3), 'hex'));
}

/** Undefined when it is too large; the rest of it is not read then. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
