import type { LogEvent } from '../world/history.ts';

export type Row = readonly { readonly field: string; readonly value: string }[];

interface Entry {
  readonly event: LogEvent;
  readonly group: string;
  readonly number: number;
}

/**
 * Enough of Logs Insights: `fields`, `filter @message like /…/ | like "…" | =~`, with and, or, not; `sort @timestamp`,
 * `limit`, `stats count(*) [as n] by bin(1m)[, @logStream]`. Undefined for a query it does not understand.
 */
export function insights(query: string, entries: readonly Entry[]): Row[] | undefined {
  const plan: Plan = {
    kept: entries,
    fields: ['@timestamp', '@message'],
    limit: 10_000,
    stats: undefined,
    newestFirst: true,
  };
  for (const command of splitOutside(query, '|')) {
    const [verb, rest] = splitVerb(command);
    if (commands[verb]?.(plan, rest) !== true) return undefined;
  }
  const { kept, fields, limit, stats, newestFirst } = plan;
  if (stats !== undefined) return counted(stats, kept)?.slice(0, limit);
  const sorted = [...kept].sort((a, b) => (newestFirst ? b.event.at - a.event.at : a.event.at - b.event.at));
  return sorted.slice(0, limit).map((entry) => rowOf(entry, fields));
}

interface Plan {
  kept: readonly Entry[];
  fields: readonly string[];
  limit: number;
  stats: string | undefined;
  newestFirst: boolean;
}

/** Each gives false for what it does not understand. */
const commands: Readonly<Record<string, (plan: Plan, rest: string) => boolean>> = {
  fields: setFields,
  display: setFields,
  filter: (plan, rest) => {
    const test = filterOf(rest);
    if (test) plan.kept = plan.kept.filter(test);
    return test !== undefined;
  },
  sort: (plan, rest) => {
    plan.newestFirst = !/\basc\b/i.test(rest);
    return true;
  },
  limit: setLimit,
  head: setLimit,
  stats: (plan, rest) => {
    plan.stats = rest;
    return true;
  },
};

function setFields(plan: Plan, rest: string): boolean {
  plan.fields = rest.split(',').map((field) => field.trim());
  return true;
}

function setLimit(plan: Plan, rest: string): boolean {
  plan.limit = Number(rest);
  return Number.isInteger(plan.limit);
}

function splitVerb(command: string): [string, string] {
  const found = /^\s*(\w+)\s*([\s\S]*)$/.exec(command);
  return [found?.[1]?.toLowerCase() ?? '', found?.[2]?.trim() ?? ''];
}

/** Splits where the separator is neither in /…/ nor in quotes. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [''];
  let inside: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const isEscaped = text.charAt(i - 1) === '\\';
    if (inside === undefined && char === separator) {
      parts.push('');
      continue;
    }
    if (!isEscaped && '/"\''.includes(char)) inside = next(inside, char);
    parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part.trim() !== '');
}

const next = (inside: string | undefined, char: string) => {
  if (inside === undefined) return char;
  return inside === char ? undefined : inside;
};

const cellOf = (entry: Entry, field: string): string =>
  ({
    '@message': entry.event.message,
    '@logStream': entry.event.stream,
    '@log': entry.group,
    '@timestamp': stamp(entry.event.at),
    '@ptr': Buffer.from(`${entry.group}|${entry.number}`).toString('base64url'),
  })[field] ?? '';

const stamp = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

const rowOf = (entry: Entry, fields: readonly string[]): Row =>
  [...fields, '@ptr'].map((field) => ({ field, value: cellOf(entry, field) }));

type Test = (entry: Entry) => boolean;

function filterOf(text: string): Test | undefined {
  const either = split(text, /\s+or\s+/i);
  const tests = either.map((part) => allOf(part));
  if (tests.some((test) => test === undefined)) return undefined;
  return (entry) => tests.some((test) => test?.(entry) ?? false);
}

function allOf(text: string): Test | undefined {
  const tests = split(text, /\s+and\s+/i).map(termOf);
  if (tests.some((test) => test === undefined)) return undefined;
  return (entry) => tests.every((test) => test?.(entry) ?? false);
}

/** Words between patterns split; words inside /…/ or quotes do not. */
function split(text: string, by: RegExp): string[] {
  const hidden: string[] = [];
  const masked = text.replace(/\/(?:[^/\\]|\\.)*\/i?|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (found) => {
    hidden.push(found);
    return `\u0000${hidden.length - 1}\u0000`;
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mask is a control character so that no log pattern can hold it
  return masked.split(by).map((part) => part.replace(/\u0000(\d+)\u0000/g, (_all, i) => hidden[Number(i)] ?? ''));
}

function termOf(text: string): Test | undefined {
  const found = /^\s*\(?\s*(@\w+)\s+(not\s+like|like|=~|=|!=)\s+(.+?)\s*\)?\s*$/i.exec(text);
  if (!found) return undefined;
  const [, field = '', operator = '', operand = ''] = found;
  const test = operandOf(operand, operator.trim() === '=' || operator.trim() === '!=');
  if (!test) return undefined;
  const negative = /^(not|!=)/i.test(operator);
  return (entry) => test(cellOf(entry, field)) !== negative;
}

function operandOf(operand: string, exact: boolean): ((value: string) => boolean) | undefined {
  const regex = /^\/([\s\S]*)\/(i?)$/.exec(operand);
  if (regex) {
    // Insights writes "ignore case" as (?i) in front.
    const ignore = regex[1]?.startsWith('(?i)') === true || regex[2] === 'i';
    const expression = new RegExp((regex[1] ?? '').replace(/^\(\?i\)/, ''), ignore ? 'i' : '');
    return (value) => expression.test(value);
  }
  const quoted = /^["']([\s\S]*)["']$/.exec(operand)?.[1];
  if (quoted === undefined) return undefined;
  return (value) => (exact ? value === quoted : value.includes(quoted));
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function counted(stats: string, entries: readonly Entry[]): Row[] | undefined {
  const found = /^count\(\*?(?:@\w+)?\)(?:\s+as\s+(\w+))?(?:\s+by\s+(.+))?$/i.exec(stats);
  if (!found) return undefined;
  const by = (found[2] ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const groups = new Map<string, { keys: readonly string[]; count: number }>();
  for (const entry of entries) {
    const keys = by.map((key) => groupKey(entry, key));
    const group = groups.get(keys.join('\n')) ?? { keys, count: 0 };
    group.count += 1;
    groups.set(keys.join('\n'), group);
  }
  return [...groups.values()].map(({ keys, count }) => [
    ...by.map((field, i) => ({ field: field.split(/\s+as\s+/i).at(-1) ?? field, value: keys[i] ?? '' })),
    { field: found[1] ?? 'count(*)', value: String(count) },
  ]);
}

function groupKey(entry: Entry, key: string): string {
  const bin = /^bin\((\d+)\s*(s|m|h)\)/i.exec(key);
  if (!bin) return cellOf(entry, key.split(/\s+as\s+/i)[0] ?? key);
  const size = Number(bin[1]) * (UNITS[bin[2]?.toLowerCase() ?? 'm'] ?? 60_000);
  return stamp(Math.floor(entry.event.at / size) * size);
}
