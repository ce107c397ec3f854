import type { ContainerDefinition } from '../../domain/evidence.ts';
import { defaultOf, type KeepAlive, type KnownServer } from './servers.ts';

export type { KeepAlive } from './servers.ts';

const FOREIGN =
  /(^|_)(ALB|ELB|LB|NLB|DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MONGO|MONGODB|REDIS|CACHE|MEMCACHED|ELASTIC|ELASTICSEARCH|OPENSEARCH|SOLR|KAFKA|AMQP|RABBIT|RABBITMQ|NATS|MQ|CLIENT|UPSTREAM|BACKEND|PROXY|FETCH|AXIOS|UNDICI|AGENT|GRPC|TCP|SOCKET_IO|WS|WEBSOCKET|SSE|S3|SQS|SNS|AWS|SMTP|LDAP|STATSD|OTEL|SESSION|HIKARI|POOL)(_|$)/i;
const KEEP_ALIVE_NAME = /keep_?alive|persistent_?timeout/i;
/** Where the keep-alive is not set, Tomcat takes this one. */
const TOMCAT_CONNECTION_NAME = /^SERVER_TOMCAT_CONNECTION_?TIMEOUT$/i;
const IDLE_NAME = /(^|_)(HTTP|SERVER|APP|WEB|BUN|GO|API)?_?(IDLE_?TIMEOUT|CONNECTION_IDLE_TIMEOUT|NO_REQUEST_TIMEOUT)/i;

/** Flags and properties whose value is the server's idle keep-alive. */
const FLAGS: readonly { readonly pattern: RegExp; readonly server: string; readonly unit?: 'ms' }[] = [
  { pattern: /--timeout-keep-alive[ =]+(\d+)/, server: 'uvicorn' },
  { pattern: /--keep-?alive-timeout[ =]+(\d+(?:\.\d+)?(?:ms|s)?)/i, server: 'server' },
  { pattern: /--keepAliveTimeout[ =]+(\d+)/, server: 'node', unit: 'ms' },
  { pattern: /--keep-alive[ =]+(\d+)/, server: 'gunicorn' },
  { pattern: /server\.tomcat\.keep-alive-timeout=(\d+(?:ms|s|m)?)/i, server: 'tomcat', unit: 'ms' },
  { pattern: /server\.tomcat\.connection-timeout=(\d+(?:ms|s|m)?)/i, server: 'tomcat', unit: 'ms' },
  { pattern: /"keep-alive-timeout" ?: ?"?(\d+(?:ms|s|m)?)/i, server: 'tomcat', unit: 'ms' },
  { pattern: /play\.server\.http\.idleTimeout=(\d+(?:ms|s|m)?)/i, server: 'play' },
  { pattern: /server\.jetty\.connection-idle-timeout=(\d+(?:ms|s|m)?)/i, server: 'jetty', unit: 'ms' },
  { pattern: /server\.undertow\.no-request-timeout=(\d+(?:ms|s|m)?)/i, server: 'undertow', unit: 'ms' },
  { pattern: /server\.netty\.idle-timeout=(\d+(?:ms|s|m)?)/i, server: 'netty', unit: 'ms' },
  { pattern: /persistent[_-]timeout[ =(]+(\d+)/i, server: 'puma' },
  { pattern: /KeepAliveTimeout[ =]+(\d+)/, server: 'apache' },
  { pattern: /keepalive_timeout[ =]+(\d+)/, server: 'nginx' },
  { pattern: /-(?:http|idle)-?timeout[ =]+(\d+(?:ms|s|m)?)/i, server: 'server' },
];

/** Lines such as "keepAliveTimeout=5000ms" or "Keep-alive timeout: 5s" that servers print when they start. */
const NOT_OF_THE_SERVER =
  /hikari|redis|\bpool\b|grpc|mysql|postgres|amqp|kafka|client|upstream|tcp_keepalive|websocket|\bdb\b|database/i;
const LINE =
  /keep-?_?alive(?:[ _-]?timeout)?(?:["']?\s*[:=]\s*|\s+(?:is|of|set to|timeout)\s+|\s+)["']?(\d+(?:\.\d+)?)\s*(ms|milliseconds|s|sec|seconds)?\b/i;

/** What is configured wins over what is the default of the recognised server. Undefined when neither is known. */
export function keepAliveOf(
  container: ContainerDefinition,
  lines: readonly string[],
  known: readonly KnownServer[] = [],
): KeepAlive | undefined {
  const started = defaultOf(container, lines, known);
  if (started?.seconds === 0) return started;
  const found = fromEnvironment(container) ?? fromCommand(container) ?? fromLines(lines);
  if (found === undefined) return started;
  return { ...found, server: started?.server ?? found.server };
}

function fromEnvironment({ environment }: ContainerDefinition): KeepAlive | undefined {
  for (const [name, value] of Object.entries(environment)) {
    if (FOREIGN.test(name) || !isIdleName(name)) continue;
    const seconds = toSeconds(value, /ms$|millis/i.test(name) ? 'ms' : unitByProduct(name));
    if (seconds !== undefined) return { server: 'server', seconds, basis: 'configured', via: `${name}=${value}` };
  }
  return undefined;
}

function isIdleName(name: string): boolean {
  return KEEP_ALIVE_NAME.test(name) || IDLE_NAME.test(name) || TOMCAT_CONNECTION_NAME.test(name);
}

/** Spring's properties as environment variables are milliseconds unless they say otherwise. */
function unitByProduct(name: string): 'ms' | undefined {
  return /^SERVER_(TOMCAT|JETTY|UNDERTOW|NETTY)_/i.test(name) ? 'ms' : undefined;
}

function fromCommand({ command, entryPoint, environment }: ContainerDefinition): KeepAlive | undefined {
  const options = Object.entries(environment)
    .filter(([name]) => /ARGS$|OPTS$|OPTIONS$|_CMD$|^COMMAND$|PROPERTIES|^SPRING_APPLICATION_JSON$/i.test(name))
    .map(([, value]) => value);
  for (const text of [[...entryPoint, ...command].join(' '), ...options]) {
    for (const { pattern, server, unit } of FLAGS) {
      const value = pattern.exec(text)?.[1];
      const seconds = value === undefined ? undefined : toSeconds(value, unit);
      if (seconds !== undefined)
        return { server, seconds, basis: 'configured', via: pattern.exec(text)?.[0] ?? server };
    }
  }
  return undefined;
}

function fromLines(lines: readonly string[]): KeepAlive | undefined {
  return lines
    .filter((line) => !NOT_OF_THE_SERVER.test(line))
    .map(fromLine)
    .find((found) => found !== undefined);
}

function fromLine(line: string): KeepAlive | undefined {
  const [via = '', value, unit = ''] = LINE.exec(line) ?? [];
  if (value === undefined) return undefined;
  const seconds = toSeconds(`${value}${/^m/i.test(unit) ? 'ms' : unit}`);
  return seconds === undefined ? undefined : { server: 'server', seconds, basis: 'configured', via: via.trim() };
}

/** `5`, `5s`, `5000ms`, `5000` (nobody means 83 minutes), `2m`, `00:02:10`. Undefined for what is no duration. */
export function toSeconds(value: string, unit?: 'ms'): number | undefined {
  const [, hours, minutes, seconds] = /^\s*(\d+):(\d\d):(\d\d)\s*$/.exec(value) ?? [];
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const [, digits, suffix] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|seconds|m|min)?\s*$/i.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  const given = suffix?.toLowerCase() ?? unit;
  if (given === 'ms') return number / 1000;
  if (given === 'm' || given === 'min') return number * 60;
  return given === undefined && number >= 1000 ? number / 1000 : number;
}
