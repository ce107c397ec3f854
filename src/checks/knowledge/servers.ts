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

interface Server {
  readonly name: string;
  /** Matches command line, image or a line that the server prints when it starts. */
  readonly pattern: RegExp;
  /** Idle keep-alive in seconds by major version (undefined: not known). 0: keeps none; Infinity: never closes. */
  seconds(major: number | undefined, text: string): number | undefined;
}

/**
 * Defaults of common servers (causes-of-502, 1.5), most telling first: a server named outright decides before a language
 * runtime does. A default counts less than a setting, because code can change it unseen.
 */
const servers: readonly Server[] = [
  { name: 'gunicorn', pattern: /\bgunicorn\b/i, seconds: (_major, text) => (isSyncGunicorn(text) ? 0 : 2) },
  { name: 'uvicorn', pattern: /\buvicorn\b|\bfastapi run\b/i, seconds: () => 5 },
  { name: 'hypercorn', pattern: /\bhypercorn\b/i, seconds: () => 5 },
  { name: 'waitress', pattern: /\bwaitress(-serve)?\b/i, seconds: () => 120 },
  { name: 'unicorn', pattern: /\bunicorn(_rails)?\b/i, seconds: () => 0 },
  {
    name: 'puma',
    pattern: /\bpuma\b|\brails (s|server)\b/i,
    seconds: (major) => pumaSeconds(major),
  },
  {
    name: 'kestrel',
    pattern: /\bdotnet\b|mcr\.microsoft\.com\/dotnet\/aspnet|Microsoft\.Hosting\.Lifetime/i,
    seconds: () => 130,
  },
  {
    name: 'apache',
    pattern: /\bhttpd(-foreground)?\b|\bapache2(-foreground|ctl)?\b|\bphp:[\w.-]*apache/i,
    seconds: () => 5,
  },
  { name: 'nginx', pattern: /\bnginx\b/i, seconds: () => 75 },
  { name: 'caddy', pattern: /\bcaddy\b/i, seconds: () => 300 },
  { name: 'tomcat', pattern: /\bcatalina\b|\/tomcat:|^tomcat:|Apache Tomcat\//i, seconds: () => 20 },
  { name: 'jetty', pattern: /\bjetty\b/i, seconds: () => 30 },
  {
    name: 'spring-boot',
    pattern: /Tomcat (started|initialized)|org\.springframework\.boot|spring-boot/i,
    seconds: () => 60,
  },
  { name: 'fastify', pattern: /\bfastify\b/i, seconds: () => 72 },
  { name: 'bun', pattern: /\bbun\b/i, seconds: () => 10 },
  {
    name: 'node',
    pattern: /\bnode(js)?\b|\b(npm|yarn|pnpm)\b|\bnext start\b|\bts-node\b|\bnest start\b|\bpm2(-runtime)?\b/i,
    seconds: (major) => (major !== undefined && major > 26 ? undefined : 5),
  },
];

/** The server's default, by what starts it, its image, its environment and what it printed. Undefined: not recognised. */
export function defaultOf(container: ContainerDefinition, lines: readonly string[]): KeepAlive | undefined {
  const start = [...container.entryPoint, ...container.command].join(' ');
  const image = container.image ?? '';
  const environment = Object.keys(container.environment)
    .filter((name) =>
      /^(NODE_ENV|NODE_VERSION|NODE_OPTIONS|GUNICORN_CMD_ARGS|PUMA_\w+|ASPNETCORE_\w+|UVICORN_\w+|CATALINA_\w+|APACHE_\w+|NGINX_VERSION)$/.test(
        name,
      ),
    )
    .join(' ')
    .replaceAll('_', ' ')
    .replaceAll('ASPNETCORE', 'dotnet')
    .toLowerCase();
  const banners = lines.filter((line) => /start|listen|running|version|\bon\b/i.test(line)).join('\n');
  const options = container.environment.GUNICORN_CMD_ARGS ?? '';
  for (const text of [`${start} ${options}`.trim(), image, banners, environment]) {
    const server = servers.find(({ pattern }) => pattern.test(text));
    if (server === undefined) continue;
    const everything = [start, options, image, banners].join('\n');
    const seconds = server.seconds(majorOf(server.name, everything, container), everything);
    if (seconds === undefined) return undefined;
    return { server: server.name, seconds, basis: 'default', via: `${server.name} default` };
  }
  return undefined;
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
  const own = environment[`${name.toUpperCase()}_VERSION`] ?? '';
  const major = found ?? /^v?(\d+)/.exec(own)?.[1];
  return major === undefined ? undefined : Number(major);
}
