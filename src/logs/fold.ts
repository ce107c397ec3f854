const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const versionPart = /^v\d{1,3}$/i;
const longToken = /^[A-Za-z0-9_.~+=-]{25,}$/;

/** '/api/v1/orders/8812' → '/api/v1/orders/{id}': numbers, UUIDs, hex and long tokens are ids. */
export function foldPath(path: string): string {
  if (!path.startsWith('/')) return path.slice(0, 200);
  return path
    .split('/')
    .slice(0, 12)
    .map((part) => (isId(part) ? '{id}' : part))
    .join('/')
    .slice(0, 200);
}

function isId(part: string): boolean {
  if (part.length === 0 || versionPart.test(part)) return false;
  if (/^[0-9][0-9.,:_-]*$/.test(part) || uuid.test(part)) return true;
  if (/^[0-9a-f]{8,}$/i.test(part) && /\d/.test(part)) return true;
  if (longToken.test(part) && /\d/.test(part)) return true;
  // ord_8812, user-1234567: a name with a number that is too long for a version.
  return /^[A-Za-z]{1,12}[_-]?\d{4,}$/.test(part);
}

/** The shape of a message: what varies from line to line becomes a placeholder. At most 300 characters. */
export function foldMessage(message: string): string {
  return headline(message)
    .slice(0, 1_000)
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?/g, '{time}')
    .replace(/\b\d{4}\/\d\d\/\d\d(?: -)? \d\d:\d\d:\d\d(?:\.\d+)?\b/g, '{time}')
    .replace(/\b\d{1,2}[/-][A-Z][a-z]{2}[/-]\d{4}[: ]\d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?/g, '{time}')
    .replace(/\b(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?(?: \d{4})?/g, '{time}')
    .replace(/\b[a-z][a-z+.-]*:\/\/[^\s"'<>)]+/gi, '{url}')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '{id}')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/g, '{ip}')
    .replace(/\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi, '{ip}')
    .replace(/(^|[\s"'=(,[])\/[\w.~%+@:-]+(?:\/[\w.~%+@:{}*-]*)*(?:\?[^\s"']*)?/g, '$1{path}')
    .replace(/\b0x[0-9a-f]+\b/gi, '{hex}')
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '{id}')
    .replace(/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}\b/g, '{id}')
    .replace(/\d+(?:\.\d+)?/g, '{n}')
    .slice(0, 300);
}

const exceptionStart = /^(?:[A-Za-z_$][\w$]*\.)*[A-Z]\w*(?:Error|Exception|Throwable|Failure|Exit|Interrupt)\b/;

/** The line of a trace that says what it is: Python puts it last, Node in the middle, Java behind the logger's own. */
function headline(message: string): string {
  const [first = '', ...others] = message.trim().split('\n');
  if (others.length === 0) return first;
  const said = others.filter((line) => /^\S/.test(line));
  if (message.includes('Traceback (most recent call last)')) {
    const last = said.filter((line) => !line.startsWith('Traceback')).at(-1) ?? '';
    return first.startsWith('Traceback') ? last : `${first} … ${last}`;
  }
  if (/^(node:internal\/|(file:\/\/)?\/)\S+:\d+$/.test(first))
    return said.find((line) => /^\S*(Error|Exception)\b/.test(line)) ?? first;
  const exception = exceptionStart.test(first) ? undefined : said.find((line) => exceptionStart.test(line));
  return exception === undefined ? first : `${first} … ${exception}`;
}

const families: readonly (readonly [RegExp, string])[] = [
  [/bot|crawl|spider|slurp/i, 'bot'],
  [/ELB-HealthChecker/, 'ELB health checker'],
  [/Amazon CloudFront/, 'CloudFront'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** The family of a user agent: a browser, or the product's first token ('okhttp', 'curl', 'python-requests'). */
export function agentFamily(agent: string): string {
  if (agent === '' || agent === '-') return '-';
  const known = families.find(([pattern]) => pattern.test(agent));
  if (known !== undefined) return known[1];
  return (/^[^\s/(;]+/.exec(agent)?.[0] ?? 'others').slice(0, 40);
}
