import type { ContainerDefinition } from '../../domain/evidence.ts';

export interface RequestCap {
  readonly cap: number; // 0: none
  readonly via: string;
}

const CAP_NAME = /max_?keep_?alive(_?requests)?$|keep_?alive_?requests$|max_?requests_?per_?(socket|connection)$/i;
const CAP_FLAG =
  /(?:MaxKeepAliveRequests|keepalive_requests|max-keep-alive-requests|maxKeepAliveRequests|maxRequestsPerSocket|max_keep_alive)[ =(]+(-?\d+)/i;

/** After how many requests the server closes a connection, where its settings say so (nginx, Apache, Tomcat, Puma, Node). */
export function requestCapOf({ environment, command, entryPoint }: ContainerDefinition): RequestCap | undefined {
  for (const [name, value] of Object.entries(environment)) {
    const cap = Number(value);
    if (CAP_NAME.test(name) && Number.isInteger(cap)) return { cap: Math.max(0, cap), via: `${name}=${value}` };
  }
  const text = [...entryPoint, ...command, ...Object.values(environment)].join(' ');
  const flag = CAP_FLAG.exec(text);
  return flag === null ? undefined : { cap: Math.max(0, Number(flag[1])), via: flag[0] };
}

export interface TimeLimit {
  readonly seconds: number;
  readonly via: string;
}

const LIMIT_NAME = /time_?out(_?(ms|millis|milliseconds|s|sec|seconds))?$/i;
/** Of idle connections or of stopping: no request is cut off by them. */
const NOT_A_LIMIT = /keep_?alive|idle|persistent|shutdown|stop|grace|drain|session|token|cookie|lock/i;
const LIMIT_FLAGS =
  /(?:--?|\b)((?:read|request|worker|proxy|query|statement|socket|harakiri|connection)?[-_]?timeout|harakiri)[ =]+(\d+(?:\.\d+)?)(ms|s|m)?\b/gi;

/** Every time limit that a container's settings name, in seconds. */
export function timeLimitsOf({ environment, command, entryPoint }: ContainerDefinition): readonly TimeLimit[] {
  const named = Object.entries(environment).flatMap(([name, value]) => {
    if (!LIMIT_NAME.test(name) || NOT_A_LIMIT.test(name)) return [];
    const seconds = secondsOf(value, /ms$|millis/i.test(name));
    return seconds === undefined ? [] : [{ seconds, via: `${name}=${value}` }];
  });
  const flags = [...[...entryPoint, ...command].join(' ').matchAll(LIMIT_FLAGS)].flatMap(
    ([via, name, number, unit]) => {
      if (NOT_A_LIMIT.test(name ?? '')) return [];
      const seconds = secondsOf(`${number}${unit ?? ''}`, false);
      return seconds === undefined ? [] : [{ seconds, via: via.trim() }];
    },
  );
  return [...named, ...flags];
}

/** `30`, `30s`, `30000ms`, `30000` (nobody waits hours: a large bare number is milliseconds). */
function secondsOf(value: string, isMilliseconds: boolean): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value.trim()) ?? [];
  if (number === undefined) return undefined;
  const amount = Number(number);
  if (unit === 'm') return amount * 60;
  const inMilliseconds = unit === 'ms' || (unit === undefined && (isMilliseconds || amount > 3600));
  const seconds = inMilliseconds ? amount / 1000 : amount;
  return seconds > 0 ? seconds : undefined;
}
