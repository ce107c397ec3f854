/**
 * The filter patterns of CloudWatch Logs that match text: terms must all be there, `?terms` any of them, `-terms` none;
 * "quoted" terms may hold spaces; `%regex%`. Of JSON patterns `{ $.a.b = "x" }` with = and != and numbers. Case counts.
 * Undefined when the pattern is not understood: the service answers InvalidParameterException.
 */
export function filterPattern(pattern: string | undefined): ((message: string) => boolean) | undefined {
  const trimmed = pattern?.trim() ?? '';
  if (trimmed === '' || trimmed === '""') return () => true;
  if (trimmed.startsWith('{')) return jsonPattern(trimmed);
  const terms = termsOf(trimmed);
  if (!terms) return undefined;
  const all = terms.filter(({ sign }) => sign === '');
  const any = terms.filter(({ sign }) => sign === '?');
  const none = terms.filter(({ sign }) => sign === '-');
  return (message) => {
    if (none.some((term) => term.in(message))) return false;
    // The service ignores ?terms where plain terms stand beside them.
    if (all.length > 0) return all.every((term) => term.in(message));
    return any.length === 0 || any.some((term) => term.in(message));
  };
}

interface Term {
  readonly sign: string;
  in(message: string): boolean;
}

function termsOf(pattern: string): Term[] | undefined {
  const terms: Term[] = [];
  const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([A-Za-z0-9_]+))(?=\s|\?|-|$)/y;
  while (token.lastIndex < pattern.length) {
    const found = token.exec(pattern);
    if (!found) return undefined;
    const [, sign = '', quoted, regex, word] = found;
    terms.push({ sign, in: matcher(quoted, regex, word) });
  }
  return terms;
}

function matcher(quoted?: string, regex?: string, word?: string): (message: string) => boolean {
  if (regex !== undefined) {
    const expression = new RegExp(regex);
    return (message) => expression.test(message);
  }
  const term = quoted?.replace(/\\(.)/g, '$1') ?? word ?? '';
  return (message) => message.includes(term);
}

function jsonPattern(pattern: string): ((message: string) => boolean) | undefined {
  const found = /^\{\s*\$\.([\w.]+)\s*(=|!=|>=|<=|>|<)\s*("(?:[^"]*)"|-?[\d.]+|\w+)\s*\}$/.exec(pattern);
  if (!found) return undefined;
  const [, path = '', operator = '', raw = ''] = found;
  return (message) => {
    const value = at(message, path.split('.'));
    return value !== undefined && compare(value, operator, raw.replace(/^"|"$/g, ''));
  };
}

function at(message: string, path: readonly string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      JSON.parse(message),
    );
  } catch {
    return undefined; // a line that is not JSON matches no JSON pattern
  }
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

function compare(value: unknown, operator: string, wanted: string): boolean {
  if (operator === '=') return wild(String(value), wanted);
  if (operator === '!=') return !wild(String(value), wanted);
  return comparisons[operator]?.(Number(value), Number(wanted)) ?? false;
}

const wild = (value: string, wanted: string) =>
  new RegExp(`^${wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value);
