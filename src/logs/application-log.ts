import type { ApplicationLog, LoggedSoftware, LogLine, LogMatch, LogTemplate } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { foldMessage, foldPath } from './fold.ts';
import { type Record as Joined, join } from './join.ts';
import { isOrdinary, proxyTagOf, tagOf } from './patterns/index.ts';
import { makeRequestPairs } from './request-pairs.ts';
import { softwareOf } from './software.ts';
import { peel, type Unwrapped, unwrap } from './unwrap/index.ts';

export interface RawLine {
  readonly at: number; // epoch ms
  readonly stream: string;
  readonly message: string;
}

/** Boils a group's lines down while they pass. Lines of one stream come in order. */
export interface ApplicationLogDigest {
  add(line: RawLine): void;
  result(): ApplicationLog;
  /** Every template that was met, with its count: for comparing with another time. Call after `result`. */
  templateCounts(): ReadonlyMap<string, number>;
}

const exampleLimit = 20;
const templateLimit = 2_000;
const templatesShown = 40;
const requestLimit = 2_000;
const requestsShown = 200;
const messageLimit = 4_000;
const minute = 60_000;

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
  const open = new Map<string, Joined>();
  const pairs = makeRequestPairs();
  const software = new Map<string, Software>();
  let lines = 0;

  const close = (stream: string, { at, text: record }: Joined) => {
    const unwrapped = unwrap(record);
    const tag = (unwrapped.isStructured ? proxyTagOf(record) : undefined) ?? tagOf(unwrapped.text);
    const line: RawLine = { at, stream, message: unwrapped.text };
    if (tag !== undefined) see(matches, tag, line);
    recognise(software, record, line);
    const request = unwrapped.request ?? pairs.requestOf(stream, unwrapped.text);
    if (request !== null) count(requests, request);
    if (looksLikeError({ ...unwrapped, request }, tag)) seeTemplate(templates, line);
  };

  return {
    add({ at, stream, message }) {
      lines += 1;
      const line = { at, ...peel(message) };
      const before = open.get(stream);
      const joined = before === undefined ? undefined : join(before, line);
      if (before !== undefined && joined === undefined) close(stream, before);
      open.set(stream, joined ?? line);
    },
    result() {
      for (const [stream, record] of open) close(stream, record);
      open.clear();
      return {
        group,
        span,
        lines,
        matches: [...matches].map(([tag, seen]): LogMatch => ({ tag, ...told(seen), byMinute: minutesOf(seen) })),
        templates: [...templates]
          .map(([template, seen]): LogTemplate => ({ template, ...told(seen), byMinute: minutesOf(seen) }))
          .sort((a, b) => b.count - a.count || (a.template < b.template ? -1 : 1))
          .slice(0, templatesShown),
        requests: [...requests]
          .map(([key, count]) => ({ path: key.slice(4), status: Number(key.slice(0, 3)), count }))
          .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
          .slice(0, requestsShown),
        software: [...software.values()]
          .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1))
          .map(({ at, ...one }) => ({ ...one, example: { ...one.example, at: iso(at) } })),
      };
    },
    templateCounts: () => new Map([...templates].map(([template, seen]) => [template, seen.count])),
  };
}

type Software = { -readonly [K in keyof LoggedSoftware]: LoggedSoftware[K] } & { readonly at: number };

function recognise(known: Map<string, Software>, record: string, { at, stream, message }: RawLine): void {
  const hint = softwareOf(record);
  if (hint === undefined) return;
  const before = known.get(hint.name);
  const example = { at: '', stream, message: message.slice(0, 500) };
  if (before === undefined) known.set(hint.name, { ...hint, lines: 1, example, at });
  else {
    before.lines += 1;
    before.version ??= hint.version;
  }
}

function seeTemplate(templates: Map<string, Seen>, line: RawLine): void {
  const template = foldMessage(line.message);
  if (templates.has(template) || templates.size < templateLimit) see(templates, template, line);
}

function count(requests: Map<string, number>, { path, status }: NonNullable<Unwrapped['request']>): void {
  const key = `${status} ${foldPath(path)}`;
  const known = requests.get(key);
  if (known !== undefined || requests.size < requestLimit) requests.set(key, (known ?? 0) + 1);
}

const errorWords =
  /\b(error|exception|fatal|critical|panic|traceback|failed|failure|refused|timed? ?out|killed|abort(ed)?|unhandled|uncaught|unable to|cannot)\b|\w(Error|Exception)\b|エラー|失敗|例外|タイムアウト|異常/i;

function looksLikeError({ text, isError, request }: Unwrapped, tag: string | undefined): boolean {
  if (tag !== undefined) return !isOrdinary(tag);
  if (isError !== null) return isError;
  if (request !== null) return request.status >= 500;
  return errorWords.test(text.slice(0, 500));
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
