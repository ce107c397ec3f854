import { asFields, type Fields, parseJson } from './fields.ts';

/** What a carrier wrapped around the line that the process wrote. */
export interface Peeled {
  readonly text: string;
  /** The runtime cut the line: its rest is the next line of the stream. */
  readonly isCut: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with the escape character
const colours = /\u001b\[[\d;?]*[A-Za-z]/g;
/** Kubernetes (CRI): `2026-11-20T10:00:00.123Z stdout F …`; F is whole, P a part. */
const cri = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP]) ?/;
/** `Nov 20 10:00:00 ip-10-0-1-20 web[1234]: …`, also with the priority in front. */
const syslog = /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: /;
/** `<134>1 2026-11-20T10:00:00Z host app 1234 ID - …` */
const syslogNew = /^<\d{1,3}>1 \S+ \S+ \S+ \S+ \S+ (?:-|(?:\[[^\]]*\])+) ?(?:\ufeff)?/;
/** `web_1  | …` of docker compose. */
const compose = /^[\w.-]{1,60} +\| /;
const wrapperNames = ['log', 'MESSAGE', 'log_processed'];
const wrapperMarks =
  /"(stream|kubernetes|_p|container_id|container_name|ecs_cluster|ecs_task_arn|source|_HOSTNAME|docker|partial_message)" ?:/;

/** Takes off colours, and what Kubernetes, Docker, Fluent Bit, FireLens, syslog and compose put around a line. */
export function peel(line: string): Peeled {
  let text = line.includes('\u001b') ? line.replace(colours, '') : line;
  let isCut = false;
  for (let layer = 0; layer < 4; layer += 1) {
    const mark = cri.exec(text);
    const inner = mark === null ? peelOne(text) : text.slice(mark[0].length);
    if (mark?.[1] === 'P') isCut = true;
    if (inner === undefined) break;
    text = inner.includes('\u001b') ? inner.replace(colours, '') : inner;
  }
  return { text: text.replace(/\s+$/, ''), isCut };
}

function peelOne(text: string): string | undefined {
  if (text.startsWith('{')) return peelJson(text);
  const carrier = syslog.exec(text) ?? syslogNew.exec(text) ?? compose.exec(text);
  return carrier === null ? undefined : text.slice(carrier[0].length);
}

/** `{"log": "…", "stream": "stdout", …}`: only where something says that this is a wrapper. */
function peelJson(text: string): string | undefined {
  if (!wrapperMarks.test(text) && !/^\{"(log|MESSAGE)":/.test(text)) return undefined;
  const fields = parseJson(text);
  return fields && innerOf(fields);
}

function innerOf(fields: Fields): string | undefined {
  for (const name of wrapperNames) {
    const inner = fields[name];
    if (typeof inner === 'string') return inner;
    if (asFields(inner).length > 0) return JSON.stringify(inner);
  }
  return undefined;
}
