/**
 * One secret of each type that must never leave capture, in the text in which it would turn up. `secret` is what may
 * not be found anywhere afterwards: not in a bundle, a message, a log line, a report or an error text.
 */
export interface Canary {
  readonly type: string;
  readonly text: string;
  readonly secret: string;
}

export const canaries: readonly Canary[] = [
  {
    type: 'authorization',
    text: 'request headers: Authorization: Bearer canary-bearer-7f3a9c21',
    secret: 'canary-bearer-7f3a9c21',
  },
  { type: 'basic', text: 'sent Basic Y2FuYXJ5OmJhc2ljLXB3 upstream', secret: 'Y2FuYXJ5OmJhc2ljLXB3' },
  { type: 'cookie', text: 'Cookie: session=canarycookie91; theme=dark', secret: 'canarycookie91' },
  { type: 'set-cookie', text: 'Set-Cookie: sid=canarysetcookie17; HttpOnly', secret: 'canarysetcookie17' },
  {
    type: 'jwt',
    text: 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlY2FuYXJ5 rejected',
    secret: 'eyJzdWIiOiJjYW5hcnkifQ',
  },
  { type: 'aws-key-id', text: 'signed with AKIAQWERTYUIOPCANARY', secret: 'AKIAQWERTYUIOPCANARY' },
  {
    type: 'aws-secret-key',
    text: 'aws_secret_access_key=c4n4ryFEMI/K7MDENG/bPxRfiCYc4n4ryKEYCANA1',
    secret: 'c4n4ryFEMI/K7MDENG/bPxRfiCYc4n4ryKEYCANA1',
  },
  { type: 'email', text: 'user canary.person@example.org signed in', secret: 'canary.person@example.org' },
  { type: 'query', text: 'GET /reset?code=canaryquery55&page=2 HTTP/1.1', secret: 'canaryquery55' },
  {
    type: 'url-password',
    text: 'connecting to https://deploy:canaryurlpw33@git.example.org/repo.git',
    secret: 'canaryurlpw33',
  },
  {
    type: 'connection-string',
    text: 'could not connect: postgres://app:canarydbpw88@db.internal:5432/shop',
    secret: 'canarydbpw88',
  },
  {
    type: 'dsn',
    text: 'Server=db;User Id=sa;Password=canarydsnpw44;Encrypt=true',
    secret: 'canarydsnpw44',
  },
  { type: 'json-password', text: '{"user":"x","password":"canaryjsonpw66"}', secret: 'canaryjsonpw66' },
  { type: 'api-key', text: 'calling partner with api_key: canaryapikey77', secret: 'canaryapikey77' },
  {
    type: 'slack-token',
    text: 'posting with xoxb-123456789012-123456789012-canarycanarycanarycanary',
    secret: 'xoxb-123456789012-123456789012-canarycanarycanarycanary',
  },
  {
    type: 'github-token',
    text: 'cloning with ghp_canarycanarycanarycanary0123456789ab',
    secret: 'ghp_canarycanarycanarycanary0123456789ab',
  },
  {
    type: 'private-key',
    text: '-----BEGIN RSA PRIVATE KEY-----\nMIIcanaryprivatekey\n-----END RSA PRIVATE KEY-----',
    secret: 'MIIcanaryprivatekey',
  },
];

/** All of them in one text. */
export const allCanaries: string = canaries.map(({ text }) => text).join(' | ');

/** The secrets of those that are found in `value`, as it would be written. */
export function leakedFrom(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return canaries
    .filter(({ secret }) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)))
    .map(({ type }) => type);
}
