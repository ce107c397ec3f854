import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared in constant time, whatever the lengths. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** HMAC-SHA256 in hexadecimal of the parts, one after the other. */
export function sign(secret: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** What stands behind `Bearer`; undefined where the header is missing or of another kind. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^bearer +(\S+)\s*$/i.exec(header ?? '')?.[1];

/** The password of `Basic`, whoever the user; undefined where the header is missing or of another kind. */
export function passwordOf(header: string | undefined): string | undefined {
  const pair = /^basic +([A-Za-z0-9+/=]+)\s*$/i.exec(header ?? '')?.[1];
  const text = pair === undefined ? '' : Buffer.from(pair, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}
