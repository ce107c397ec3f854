import { type LoggedRequest, pathOf } from './unwrap/request.ts';

/** Frameworks that tell of a request in two lines: Rails (`Started GET "/x"`, `Completed 200`), Phoenix (`GET /x`, `Sent 200`). */
export interface RequestPairs {
  /** The request that this line completes; null for all others. */
  requestOf(stream: string, text: string): LoggedRequest | null;
}

const started = /^(?<tags>.{0,120}?)\bStarted [A-Z]{3,7} "(?<path>\/[^"]*)" for /;
const completed = /^(?<tags>.{0,120}?)\bCompleted (?<status>\d{3})\b/;
const phoenixStarted = /^(?<tags>.{0,120}?)(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<path>\/\S*)$/;
const phoenixSent = /^(?<tags>.{0,120}?)\bSent (?<status>\d{3}) in /;
/** A request id in brackets or pairs; without one, lines of one stream must follow each other. */
const id = /request_id=(\S+)|\[([0-9a-f-]{16,})\]/i;
const openLimit = 1_000;

export function makeRequestPairs(): RequestPairs {
  const open = new Map<string, string>();
  const begin = (key: string, path: string) => {
    if (open.size >= openLimit) open.clear();
    open.set(key, path);
  };
  return {
    requestOf(stream, text) {
      const start = (started.exec(text) ?? phoenixStarted.exec(text))?.groups;
      if (start?.path !== undefined) begin(keyOf(stream, start.tags), start.path);
      const end = (completed.exec(text) ?? phoenixSent.exec(text))?.groups;
      if (end === undefined) return null;
      const key = keyOf(stream, end.tags);
      const path = open.get(key);
      open.delete(key);
      return path === undefined ? null : { path: pathOf(path), status: Number(end.status) };
    },
  };
}

function keyOf(stream: string, tags = ''): string {
  const found = id.exec(tags);
  return `${stream} ${found?.[1] ?? found?.[2] ?? ''}`;
}
