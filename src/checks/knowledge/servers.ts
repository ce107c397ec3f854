import type { ContainerDefinition } from '../../domain/evidence.ts';

/**
 * How long the server keeps an idle connection open, as far as the task definition and the logs tell.
 * `seconds` is Infinity where it never closes one, and 0 where it keeps none (no race is possible).
 */
export interface KeepAlive {
  readonly server: string;
  readonly seconds: number;
  readonly basis: 'configured' | 'default';
  /** Where it was read: 'KEEP_ALIVE_TIMEOUT=5', 'command gunicorn … --keep-alive 2', 'nodejs default'. */
  readonly via: string;
}

/** A server that the log reader recognised by the form of its lines or by its banner. */
export interface KnownServer {
  readonly name: string;
  readonly version: string | null;
}

interface Server {
  readonly name: string;
  /** Matches command line, image or a line that the server prints when it starts. */
  readonly pattern: RegExp;
  /** It stands in front of others: its own side towards the load balancer counts. */
  readonly isProxy?: boolean;
  /** Idle keep-alive in seconds by major version (undefined: not known). 0: keeps none; Infinity: never closes. */
  seconds(major: number | undefined, text: string): number | undefined;
}

const always = (seconds: number) => () => seconds;
const notKnown = () => undefined;

/**
 * Defaults of common servers (causes-of-502, 1.5), most telling first: a server named outright decides before a language
 * runtime does. A default counts less than a setting, because code can change it unseen.
 */
const servers: readonly Server[] = [
  { name: 'gunicorn', pattern: /\bgunicorn\b/i, seconds: (_major, text) => (isSyncGunicorn(text) ? 0 : 2) },
  { name: 'uvicorn', pattern: /\buvicorn\b|\bfastapi run\b/i, seconds: always(5) },
  { name: 'hypercorn', pattern: /\bhypercorn\b/i, seconds: always(5) },
  { name: 'waitress', pattern: /\bwaitress(-serve)?\b/i, seconds: always(120) },
  { name: 'granian', pattern: /\bgranian\b/i, seconds: notKnown },
  // Its HTTP router closes after each answer unless told otherwise.
  {
    name: 'uwsgi',
    pattern: /\buwsgi\b/i,
    seconds: (_major, text) => (/http-keepalive|http11-socket/.test(text) ? undefined : 0),
  },
  { name: 'unicorn', pattern: /\bunicorn(_rails)?\b/i, seconds: always(0) },
  { name: 'puma', pattern: /\bpuma\b|\brails (s|server)\b/i, seconds: (major) => pumaSeconds(major) },
  {
    name: 'kestrel',
    pattern: /\bdotnet\b|\bkestrel\b|mcr\.microsoft\.com\/dotnet\/aspnet|Microsoft\.Hosting\.Lifetime/i,
    seconds: always(130),
  },
  { name: 'iis', pattern: /\biis\b|w3wp|ServiceMonitor\.exe/i, isProxy: true, seconds: always(120) },
  {
    name: 'apache',
    pattern:
      /\bhttpd(-foreground)?\b|\bapache2(-foreground|ctl)?\b|\bApache\/[\d.]+|^apache$|\bphp:[\w.-]*apache|(^|\/)(wordpress|drupal|joomla|nextcloud)(:(?!.*fpm)[\w.-]+)?$/i,
    isProxy: true,
    seconds: always(5),
  },
  { name: 'nginx', pattern: /\bnginx\b|\bopenresty\b/i, isProxy: true, seconds: always(75) },
  { name: 'caddy', pattern: /\bcaddy\b/i, isProxy: true, seconds: always(300) },
  { name: 'traefik', pattern: /\btraefik\b/i, isProxy: true, seconds: always(180) },
  { name: 'envoy', pattern: /\benvoy(proxy)?\b|\bpilot-agent\b/i, isProxy: true, seconds: always(3_600) },
  // "timeout http-keep-alive", else "timeout http-request", else "timeout client": as configured.
  { name: 'haproxy', pattern: /\bhaproxy\b/i, isProxy: true, seconds: notKnown },
  { name: 'jetty', pattern: /\bjetty\b|Started ServerConnector/i, seconds: always(30) },
  {
    name: 'undertow',
    pattern: /\bundertow\b|\bwildfly\b|\bjboss\b|standalone\.sh/i,
    seconds: (_major, text) => (/wildfly|jboss|standalone\.sh/i.test(text) ? 60 : undefined),
  },
  { name: 'netty', pattern: /\bnetty\b|webflux/i, seconds: always(Number.POSITIVE_INFINITY) },
  {
    name: 'spring-boot',
    pattern: /Tomcat (started|initialized)|org\.springframework\.boot|spring-boot|SpringApplication/i,
    seconds: always(60),
  },
  {
    name: 'tomcat',
    pattern: /\bcatalina\b|\/tomcat:|^tomcat:|Apache Tomcat\/|\btomcat\b/i,
    // A stock server.xml sets 20 s; where Spring Boot embeds it nothing does, and its code says 60.
    seconds: (_major, text) =>
      /Tomcat (started|initialized)|springframework|spring-boot|embedded/i.test(text) ? 60 : 20,
  },
  {
    name: 'play',
    pattern: /\bplay\.server\b|\bakka-http\b|\bpekko-http\b|HttpServer .{0,20}Listening for HTTP|^play$/i,
    seconds: always(60),
  },
  { name: 'cowboy', pattern: /\bcowboy\b/i, seconds: always(60) },
  { name: 'bandit', pattern: /\bbandit\b/i, seconds: always(60) },
  { name: 'actix', pattern: /\bactix\b/i, seconds: always(5) },
  { name: 'fastify', pattern: /\bfastify\b/i, seconds: always(72) },
  { name: 'bun', pattern: /\bbun\b/i, seconds: always(10) },
  {
    name: 'node',
    pattern: /\bnode(js)?\b|\b(npm|yarn|pnpm)\b|\bnext start\b|\bts-node\b|\bnest start\b|\bpm2(-runtime)?\b/i,
    // 65 s was merged after 26; which release carries it first is not known here.
    seconds: (major) => (major !== undefined && major > 26 ? undefined : 5),
  },
  { name: 'go', pattern: /^go$/i, seconds: always(Number.POSITIVE_INFINITY) },
];

/** The server's default, by what starts it, its image, its environment and what it printed. Undefined: not recognised. */
export function defaultOf(
  container: ContainerDefinition,
  lines: readonly string[],
  known: readonly KnownServer[] = [],
): KeepAlive | undefined {
  const texts = textsOf(container, lines, frontOf(known));
  const server = texts
    .map((text) => servers.find(({ pattern }) => pattern.test(text)))
    .find((one) => one !== undefined);
  if (server === undefined) return undefined;
  const everything = [...texts.slice(0, 3), container.environment.GUNICORN_CMD_ARGS ?? ''].join('\n');
  const version = known.find(({ name }) => name === server.name)?.version ?? undefined;
  const major = majorOf(server.name, everything, container) ?? majorOfVersion(version);
  const seconds = server.seconds(major, everything);
  if (seconds === undefined) return undefined;
  const told = [server.name, version ?? major].filter((part) => part !== undefined).join(' ');
  return { server: server.name, seconds, basis: 'default', via: `${told} default` };
}

/** What could name the server, most telling first: how it is started, image, banners, form of its lines, environment. */
function textsOf(
  container: ContainerDefinition,
  lines: readonly string[],
  recognised: KnownServer | undefined,
): readonly string[] {
  const start = [...container.entryPoint, ...container.command, container.environment.GUNICORN_CMD_ARGS ?? ''];
  const environment = Object.keys(container.environment)
    .filter((name) => SPEAKING.test(name))
    .join(' ')
    .replaceAll('_', ' ')
    .replaceAll('ASPNETCORE', 'dotnet')
    .toLowerCase();
  const banners = lines
    .filter((line) => /start|listen|running|using|version|initialized|jetty-|\bon\b/i.test(line))
    .join('\n');
  return [start.join(' ').trim(), container.image ?? '', banners, recognised?.name ?? '', environment];
}

/** Variables that only one server or runtime reads. */
const SPEAKING =
  /^(NODE_ENV|NODE_VERSION|NODE_OPTIONS|GUNICORN_CMD_ARGS|PUMA_\w+|ASPNETCORE_\w+|UVICORN_\w+|HYPERCORN_\w+|UWSGI_\w+|CATALINA_\w+|JETTY_\w+|APACHE_\w+|NGINX_\w+|BUN_\w+)$/;

/** Where a proxy and an application write to the same place, the load balancer talks to the proxy. */
function frontOf(known: readonly KnownServer[]): KnownServer | undefined {
  const isProxy = new Set(servers.filter((one) => one.isProxy === true).map(({ name }) => name));
  return known.find(({ name }) => isProxy.has(name)) ?? known.find(({ name }) => name !== 'php-fpm');
}

/** 20 s until version 6, 65 s since 7: without the version nothing is known. */
function pumaSeconds(major: number | undefined): number | undefined {
  if (major === undefined) return undefined;
  return major >= 7 ? 65 : 20;
}

/** gunicorn's sync worker, which is its default, closes every connection after its answer. */
function isSyncGunicorn(text: string): boolean {
  if (/(-k|--worker-class)[ =]+(?!sync\b)\w/.test(text) || /--threads[ =]+([2-9]|\d\d)/.test(text)) return false;
  return !/Using worker: (?!sync)\w+/.test(text);
}

function majorOf(name: string, text: string, { environment }: ContainerDefinition): number | undefined {
  const patterns = [
    new RegExp(`\\b${name}[ /:-]*(?:version:? *)?v?(\\d+)(?:\\.\\d+)`, 'i'),
    new RegExp(`\\b${name}:(\\d+)\\b`, 'i'),
  ];
  const found = patterns.map((pattern) => pattern.exec(text)?.[1]).find((major) => major !== undefined);
  const major = found ?? /^v?(\d+)/.exec(environment[`${name.toUpperCase()}_VERSION`] ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

function majorOfVersion(version: string | null | undefined): number | undefined {
  const major = /^(\d+)/.exec(version ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
