import type { ApplicationLog, LogLine, LogMatch, LogTemplate } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { foldMessage, foldPath } from './fold.ts';
import { isOrdinary, tagOf } from './patterns.ts';
import { type Unwrapped, unwrap } from './unwrap.ts';

export interface RawLine {
  readonly at: number; // epoch ms
  readonly stream: string;
  readonly message: string;
}

/** Boils a group's lines down while they pass. Lines of one stream come in order. */
export interface ApplicationLogDigest {
  add(line: RawLine): void;
  result(): ApplicationLog;
}

const exampleLimit = 20;
const templateLimit = 2_000;
const templatesShown = 40;
const requestLimit = 2_000;
const requestsShown = 200;
const messageLimit = 4_000;
const minute = 60_000;
/** Lines of one trace follow each other at once. */
const traceGapMs = 1_000;

interface Seen {
  count: number;
  first: number;
  last: number;
  readonly byMinute: Map<number, number>;
  readonly examples: LogLine[];
}

export function makeApplicationLogDigest(group: string, span: Span): ApplicationLogDigest {
  const matches = new Map<string, Seen>();
  const templates = new Map<string, Seen>();
  const requests = new Map<string, number>();
  const open = new Map<string, RawLine>();
  let lines = 0;

  const close = (record: RawLine) => {
    const unwrapped = unwrap(record.message);
    const tag = tagOf(unwrapped.text);
    const line: RawLine = { ...record, message: unwrapped.text };
    if (tag !== undefined) see(matches, tag, line);
    if (unwrapped.request !== null) count(requests, unwrapped.request);
    if (!looksLikeError(unwrapped, tag)) return;
    const template = foldMessage(unwrapped.text);
    if (templates.has(template) || templates.size < templateLimit) see(templates, template, line);
  };

  return {
    add(line) {
      lines += 1;
      const before = open.get(line.stream);
      const joined = before === undefined ? undefined : join(before, line);
      if (before !== undefined && joined === undefined) close(before);
      open.set(line.stream, joined ?? line);
    },
    result() {
      for (const record of open.values()) close(record);
      open.clear();
      return {
        group,
        span,
        lines,
        matches: [...matches].map(([tag, seen]): LogMatch => ({ tag, ...told(seen), byMinute: minutesOf(seen) })),
        templates: [...templates]
          .map(([template, seen]): LogTemplate => ({ template, ...told(seen) }))
          .sort((a, b) => b.count - a.count || (a.template < b.template ? -1 : 1))
          .slice(0, templatesShown),
        requests: [...requests]
          .map(([key, count]) => ({ path: key.slice(4), status: Number(key.slice(0, 3)), count }))
          .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
          .slice(0, requestsShown),
      };
    },
  };
}

function count(requests: Map<string, number>, { path, status }: NonNullable<Unwrapped['request']>): void {
  const key = `${status} ${foldPath(path)}`;
  const known = requests.get(key);
  if (known !== undefined || requests.size < requestLimit) requests.set(key, (known ?? 0) + 1);
}

/** A stack frame, a cause, or the last line of a Python traceback belongs to the line before it. */
function join(before: RawLine, line: RawLine): RawLine | undefined {
  const { message } = line;
  const isContinuation =
    /^(\s+\S|Caused by:|Suppressed:|\.{3} \d+ more|goroutine \d+ )/.test(message) ||
    (before.message.includes('Traceback (most recent call last)') &&
      /^[\w.]+(Error|Exception|Exit|Interrupt)\b/.test(message));
  if (!isContinuation || line.at - before.at > traceGapMs || before.message.length > messageLimit) return undefined;
  return { ...before, message: `${before.message}\n${message}` };
}

function looksLikeError({ text, isError, request }: Unwrapped, tag: string | undefined): boolean {
  if (tag !== undefined) return !isOrdinary(tag);
  if (isError !== null) return isError;
  if (request !== null) return request.status >= 500;
  return /\b(error|exception|fatal|critical|panic|traceback|failed|failure|refused|timed? ?out|killed|abort(ed)?)\b|\w(Error|Exception)\b/i.test(
    text.slice(0, 500),
  );
}

function see(into: Map<string, Seen>, key: string, { at, stream, message }: RawLine): void {
  const seen: Seen = into.get(key) ?? { count: 0, first: at, last: at, byMinute: new Map(), examples: [] };
  into.set(key, seen);
  seen.count += 1;
  seen.first = Math.min(seen.first, at);
  seen.last = Math.max(seen.last, at);
  const start = Math.floor(at / minute) * minute;
  seen.byMinute.set(start, (seen.byMinute.get(start) ?? 0) + 1);
  if (seen.examples.length < exampleLimit) {
    seen.examples.push({ at: iso(at), stream, message: message.slice(0, messageLimit) });
  }
}

function told({ count, first, last, examples }: Seen) {
  return { count, first: iso(first), last: iso(last), examples };
}

function minutesOf({ byMinute }: Seen) {
  return [...byMinute].sort(([a], [b]) => a - b).map(([at, count]) => ({ at: iso(at), count }));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
