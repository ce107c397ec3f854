import type { Marks } from './marks.ts';

/** What it finds: the text before the secret (kept), the secret, the text after it (kept). */
interface Rule {
  readonly type: string;
  readonly pattern: RegExp;
  /** A cheap test that most text fails. */
  readonly hint: RegExp;
  readonly only?: (secret: string) => boolean;
}

const secretWord =
  'passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth[_-]?key|session[_-]?id|signature';

/**
 * Every repetition before the secret is bounded: hostile text must not make the rules slow. Every pattern has the groups `before` (optional), `secret` and `after` (optional). In this order.
 */
const rules: readonly Rule[] = [
  {
    type: 'private-key',
    hint: /PRIVATE KEY/,
    pattern: /(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))/g,
  },
  {
    type: 'credentials',
    hint: /:\/\//,
    pattern: /(?<before>\b[a-z][a-z0-9+.-]{0,30}:\/\/)(?<secret>[^\s"'<>/?#]+)(?<after>@)/gi,
  },
  {
    type: 'authorization',
    hint: /authorization/i,
    pattern: /(?<before>\b(?:proxy-)?authorization["'\\]*\s*[:=]\s*["'\\]*)(?<secret>[^"'\\\r\n}]{3,})/gi,
  },
  {
    type: 'cookie',
    hint: /cookie/i,
    pattern: /(?<before>\b(?:set-)?cookie["'\\]*\s*[:=]\s*["'\\]*)(?<secret>[^\s=;"',]{1,200}=[^"'\\\r\n]+)/gi,
  },
  {
    type: 'jwt',
    hint: /eyJ/,
    pattern: /\b(?<secret>eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?)/g,
  },
  {
    type: 'authorization',
    hint: /bearer|basic/i,
    pattern: /(?<before>\b(?:bearer|basic)\s+)(?<secret>(?=\S*[0-9=])[A-Za-z0-9+/=._~-]{8,})/gi,
  },
  {
    // secretlint knows these too, but it cannot be asked from a log line or an error text, and ours is the bot token.
    type: 'token',
    hint: /xox|xapp-|gh[pousr]_|github_pat_/,
    pattern: /\b(?<secret>(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g,
  },
  {
    type: 'aws-key-id',
    hint: /A[KSRIBCGNP][IRDCPNV]A/,
    pattern: /\b(?<secret>(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|AGPA|ANPA|ANVA|APKA)[A-Z0-9]{16})\b/g,
  },
  {
    type: 'aws-secret-key',
    hint: /[A-Za-z0-9/+]{40}/,
    pattern: /(?<![A-Za-z0-9/+=._-])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=._-])/g,
    only: (secret) => /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret),
  },
  {
    type: 'secret',
    hint: new RegExp(secretWord, 'i'),
    pattern: new RegExp(
      `(?<before>[\\w.-]{0,60}(?:${secretWord})(?:s|[_-]?(?:id|key|value|string|hash|\\d+))*["'\\\\]*\\s*(?:=>|[:=])\\s*)(?<secret>"[^"]+"|'[^']+'|\\\\"[^"\\\\]+\\\\"|[^\\s,;&"'})\\]]+)`,
      'gi',
    ),
    only: (secret) => !/^["']?(null|none|true|false|undefined|\*+)["']?$/i.test(secret),
  },
  {
    type: 'query',
    hint: /[?&][^\s=&]+=/,
    pattern: /(?<before>[?&][\w.\-~%[\]$]+=)(?<secret>[^&\s"'<>#]+)/g,
  },
  {
    type: 'email',
    hint: /@/,
    pattern:
      /(?<secret>[A-Za-z0-9._%+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24})/g,
  },
];

const ipRules: readonly Rule[] = [
  {
    type: 'ip',
    hint: /\d\.\d/,
    pattern: /(?<![\d.])(?<secret>(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3})(?![\d.]*\d)/g,
  },
  {
    type: 'ip',
    hint: /:/,
    pattern: /(?<![\w:])(?<secret>(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}|(?:[0-9a-f]{1,4}:){1,6}:)(?![\w:])/gi,
    // Times look like it: 10:02:33.
    only: (secret) => secret.includes('::') || secret.split(':').length === 8,
  },
];

// Placeholders while the rules run: letters of the private use area, which no rule takes for a name or a number.
const open = '\uE000';
const close = '\uE001';
const held = /\uE000(\d+)\uE001/g;

/** Replaces what the structure of a text gives away. What is already a placeholder stays. */
export function applyRules(text: string, marks: Marks, ips: boolean): string {
  const placeholders: string[] = [];
  const hold = (placeholder: string) => `${open}${placeholders.push(placeholder) - 1}${close}`;
  const release = (some: string) => some.replace(held, (_, at) => placeholders[Number(at)] ?? '');
  let result = text
    .replaceAll(open, '?')
    .replaceAll(close, '?')
    .replace(/<redacted:[a-z0-9-]+:\d+>/g, hold);
  for (const rule of ips ? [...rules, ...ipRules] : rules) {
    if (rule.hint.test(result))
      result = applyRule(result, rule, (secret) => hold(marks.mark(rule.type, release(secret))));
  }
  // What was held may hold others itself: a header with a token in it.
  while (result.includes(open)) result = release(result);
  return result;
}

function applyRule(text: string, { pattern, only }: Rule, replace: (secret: string) => string): string {
  return text.replace(pattern, (...found) => {
    const { before = '', secret = '', after = '' } = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const isPlaceholder = secret.replace(held, '') === '';
    if (isPlaceholder || only?.(secret) === false) return `${before}${secret}${after}`;
    const quote = /^\\?["']/.exec(secret)?.[0] ?? '';
    const bare = quote === '' ? secret : secret.slice(quote.length, -quote.length);
    return `${before}${quote}${replace(bare)}${quote}${after}`;
  });
}

/** Names of settings whose value is a secret whatever it looks like. */
export function isSecretName(name: string): boolean {
  return /secret|token|passw|passphrase|pwd|key|credential|auth|dsn|cookie|salt|connection_?string|certificate/i.test(
    name,
  );
}
