/** A log line taken apart: what it says, and what it gives besides. */
export interface Unwrapped {
  readonly text: string;
  /** True or false where the line says its own level. */
  readonly isError: boolean | null;
  readonly request: { readonly path: string; readonly status: number } | null;
}

const textNames = ['message', 'msg', 'log', 'text', 'event', 'error_message'];
const stackNames = ['stack', 'stack_trace', 'stacktrace', 'exception', 'exc_info', 'traceback'];
/** What a line says, it says at its beginning; patterns are not let loose on more. */
const textLimit = 8_000;

const levelNames = ['level', 'severity', 'levelname', 'log.level'];
const statusNames = ['status', 'statusCode', 'status_code', 'responseStatus', 'http.status_code'];
const pathNames = ['path', 'url', 'uri', 'request_uri', 'requestPath', 'http.path', 'http.target'];

type Fields = Readonly<Record<string, unknown>>;

/** JSON lines give their message, stack, level and request; others are read as text. */
export function unwrap(line: string): Unwrapped {
  const fields = line.startsWith('{') ? parse(line) : undefined;
  return fields === undefined ? unwrapText(line.slice(0, textLimit)) : unwrapJson(fields, line);
}

function unwrapJson(fields: Fields, line: string): Unwrapped {
  const inner = first(fields, textNames);
  // Docker wraps each line once more: {"log": "{…}"}
  const nested = inner?.startsWith('{') ? parse(inner) : undefined;
  if (nested !== undefined && inner !== undefined) return unwrapJson(nested, inner);
  const errors = ['err', 'error', 'exception'].flatMap((name) => asFields(fields[name]));
  const parts = [
    inner,
    ...errors.flatMap((error) => [first(error, ['stack']) ?? first(error, ['message']), first(error, ['code'])]),
    first(fields, ['error']),
    first(fields, stackNames),
  ];
  const said = [...new Set(parts.filter((part) => part !== undefined && part !== ''))].join('\n');
  const text = (said === '' ? line : said).slice(0, textLimit);
  const besides = unwrapText(text);
  return {
    text,
    isError: levelOf(fields) ?? (errors.length > 0 ? true : besides.isError),
    request: requestOf(fields) ?? besides.request,
  };
}

function levelOf(fields: Fields): boolean | null {
  const level = levelNames.map((name) => fields[name]).find((value) => value !== undefined);
  if (typeof level === 'number') return level >= 50; // pino and bunyan: 50 is error
  return typeof level === 'string' ? /^(err|crit|fatal|alert|emerg|panic|severe)/i.test(level) : null;
}

function requestOf(fields: Fields): Unwrapped['request'] {
  const places = [fields, ...['req', 'request', 'res', 'response', 'http'].flatMap((name) => asFields(fields[name]))];
  const status = places.flatMap((place) => statusNames.map((name) => Number(place[name]))).find(isStatus);
  const path = places.flatMap((place) => first(place, pathNames) ?? []).at(0);
  return status === undefined || path === undefined ? null : { path: pathOf(path), status };
}

const combined = /"(?:[A-Z]{3,7}) (\S+)(?: HTTP\/[\d.]+)?" (\d{3})\b/;
const short = /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*) (?:HTTP\/[\d.]+ )?(\d{3})\b/;
const pairs = /\bpath="?(\/[^\s"]*)"?.*?\bstatus="?(\d{3})\b/;

function unwrapText(text: string): Unwrapped {
  const [, path, status] = combined.exec(text) ?? short.exec(text) ?? pairs.exec(text) ?? [];
  const request =
    path !== undefined && isStatus(Number(status)) ? { path: pathOf(path), status: Number(status) } : null;
  return { text, isError: textLevel(text), request };
}

/** The level that a line begins with, within its first words. */
function textLevel(text: string): boolean | null {
  const start = text.slice(0, 80);
  if (/\b(ERROR|FATAL|CRITICAL|SEVERE|EMERG|ALERT|crit|emerg|alert)\b|\[error\]/.test(start)) return true;
  return /\b(INFO|DEBUG|TRACE|NOTICE)\b|\[(info|notice|debug)\]/.test(start) ? false : null;
}

/** Without host and query string. */
function pathOf(url: string): string {
  return (url.replace(/^[a-z]+:\/\/[^/]+/i, '').split(/[?#]/)[0] ?? '') || '/';
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 599;
}

function first(fields: Fields, names: readonly string[]): string | undefined {
  return names.map((name) => fields[name]).find((value) => typeof value === 'string');
}

function asFields(value: unknown): readonly Fields[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Fields] : [];
}

function parse(line: string): Fields | undefined {
  try {
    return asFields(JSON.parse(line))[0];
  } catch {
    // Not JSON after all, or cut off: it is read as text.
    return undefined;
  }
}
