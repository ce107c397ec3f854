import { z } from 'zod';
import type { Trouble } from './mishap-spec.ts';
import { moment } from './moment.ts';

/**
 * A proxy on the target, between load balancer and application. What each product writes and answers when the application
 * behind it misbehaves was recorded from real ones (test/contract/proxies), Envoy's from its issue tracker.
 */
const faultNames = [
  'refused',
  'reset',
  'closed',
  'idle-close',
  'big-header',
  'bad-header',
  'slow',
  'tls',
  'no-live',
  'no-name',
  'no-route',
  'no-socket',
  'full',
  'own-502',
] as const;
type Fault = (typeof faultNames)[number];

export const proxySchema = z.strictObject({
  product: z.enum(['nginx', 'apache', 'haproxy', 'envoy']),
  faults: z
    .array(
      z.strictObject({
        fault: z.enum(faultNames),
        at: moment.optional(),
        until: moment.optional(),
        share: z.number().min(0).max(1).default(1),
        units: z.number().int().positive().optional(),
        paths: z.array(z.string()).default([]),
        rpsAbove: z.number().positive().optional(),
        ms: z.number().positive().default(3),
        /** What the application itself writes, beside the proxy's line. */
        log: z.string().optional(),
        /** The health checks meet it, too. */
        health: z.boolean().default(false),
      }),
    )
    .default([]),
});

export type AppProxy = z.infer<typeof proxySchema>;
type Product = AppProxy['product'];

/** What it comes to: a status that the proxy answers, or a connection that it closes in silence; and what it writes. */
interface Effect {
  readonly status: number | null;
  readonly lines: readonly string[];
}

const nginx = (level: string, text: string): readonly string[] => [
  `{nginx} [${level}] 31#31: *{n} ${text}, client: 10.0.11.7, server: _, request: "{method} {path} HTTP/1.1", upstream: "http://127.0.0.1:8080{path}", host: "{host}"`,
];
const reading = 'while reading response header from upstream';
const apache = (module: string, text: string): string => `{apache} [${module}:error] [pid 41:tid 52] ${text}`;
const haproxy = (timers: string, status: number, flags: string): readonly string[] => [
  `10.0.11.7:40112 [{haproxy}] front app/app1 ${timers} ${status} 209 - - ${flags} 3/3/0/0/0 0/0 "{method} {path} HTTP/1.1"`,
];
const envoy = (status: number, flags: string, details: string): readonly string[] => [
  `[{iso}] "{method} {path} HTTP/1.1" ${status} ${flags} ${details} - "-" 0 87 3 - "-" "-" "10316164-77c6-4ea4-a7a1-{n}" "front" "127.0.0.1:8080" app - 10.0.11.20:80 10.0.11.7:40112 - default`,
];
const broken = (first: string): Effect => ({
  status: null,
  lines: [
    apache(
      'proxy_http',
      `${first}: [client 10.0.11.7:40112] AH01102: error reading status line from remote server 127.0.0.1:8080`,
    ),
    apache('proxy', '[client 10.0.11.7:40112] AH00898: Error reading from remote server returned by {path}'),
  ],
});

const effects: Readonly<Record<Product, Partial<Record<Fault, Effect>>>> = {
  nginx: {
    refused: {
      status: 502,
      lines: nginx('error', 'connect() failed (111: Connection refused) while connecting to upstream'),
    },
    reset: { status: 502, lines: nginx('error', `recv() failed (104: Connection reset by peer) ${reading}`) },
    closed: { status: 502, lines: nginx('error', `upstream prematurely closed connection ${reading}`) },
    'idle-close': { status: 502, lines: nginx('error', `upstream prematurely closed connection ${reading}`) },
    'big-header': { status: 502, lines: nginx('error', `upstream sent too big header ${reading}`) },
    'bad-header': {
      status: 502,
      lines: nginx('error', `upstream sent invalid header: "X-Name: a\\x00..." ${reading}`),
    },
    slow: { status: 504, lines: nginx('error', `upstream timed out (110: Connection timed out) ${reading}`) },
    tls: {
      status: 502,
      lines: nginx(
        'error',
        'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
      ),
    },
    'no-live': { status: 502, lines: nginx('error', 'no live upstreams while connecting to upstream') },
    'no-name': {
      status: 502,
      lines: [
        '{nginx} [error] 31#31: *{n} backend.internal could not be resolved (3: Host not found), client: 10.0.11.7, server: _, request: "{method} {path} HTTP/1.1", host: "{host}"',
      ],
    },
    'no-route': {
      status: 502,
      lines: nginx('error', 'connect() failed (113: No route to host) while connecting to upstream'),
    },
    'no-socket': {
      status: 502,
      lines: nginx(
        'error',
        'connect() to unix:/run/php/php-fpm.sock failed (11: Resource temporarily unavailable) while connecting to upstream',
      ),
    },
    full: { status: null, lines: ['{nginx} [alert] 31#31: 1024 worker_connections are not enough'] },
    'own-502': { status: 502, lines: [] },
  },
  apache: {
    refused: {
      status: 503,
      lines: [
        apache(
          'proxy',
          '(111)Connection refused: AH00957: http: attempt to connect to 127.0.0.1:8080 (127.0.0.1:8080) failed',
        ),
        apache('proxy_http', '[client 10.0.11.7:40112] AH01114: HTTP: failed to make connection to backend: 127.0.0.1'),
      ],
    },
    reset: broken('(104)Connection reset by peer'),
    closed: broken('(20014)Internal error (specific information not available)'),
    'big-header': {
      status: 502,
      lines: [
        apache(
          'proxy_http',
          "(28)No space left on device: [client 10.0.11.7:40112] AH10124: header size is over the limit allowed by ResponseFieldSize (8192 bytes). Bad response header: 'Set-Cookie: session=xxxx[...]xxxx'",
        ),
      ],
    },
    'bad-header': {
      status: 502,
      lines: [
        apache(
          'proxy_http',
          '(22)Invalid argument: [client 10.0.11.7:40112] AH10404: Error reading headers from backend',
        ),
      ],
    },
    slow: {
      status: 502,
      lines: [
        apache(
          'proxy_http',
          '(70007)The timeout specified has expired: [client 10.0.11.7:40112] AH01102: error reading status line from remote server 127.0.0.1:8080',
        ),
      ],
    },
    'own-502': { status: 502, lines: [] },
  },
  haproxy: {
    refused: { status: 503, lines: haproxy('0/0/-1/-1/0', 503, 'SC--') },
    // On a connection that served before it closes without a line.
    reset: { status: null, lines: [] },
    closed: { status: null, lines: [] },
    'big-header': { status: 502, lines: haproxy('0/0/5/-1/5', 502, 'PH--') },
    'bad-header': { status: 502, lines: haproxy('0/0/0/-1/0', 502, 'PH--') },
    slow: { status: 504, lines: haproxy('0/0/0/-1/30002', 504, 'sH--') },
    'own-502': { status: 502, lines: [] },
  },
  envoy: {
    refused: { status: 503, lines: envoy(503, 'UF', 'upstream_reset_before_response_started{connection_failure}') },
    reset: { status: 503, lines: envoy(503, 'UC', 'upstream_reset_before_response_started{connection_termination}') },
    closed: { status: 503, lines: envoy(503, 'UC', 'upstream_reset_before_response_started{connection_termination}') },
    'bad-header': { status: 502, lines: envoy(502, 'UPE', 'upstream_reset_before_response_started{protocol_error}') },
    'big-header': { status: 502, lines: envoy(502, 'UPE', 'upstream_reset_before_response_started{protocol_error}') },
    slow: { status: 504, lines: envoy(504, 'UT', 'response_timeout') },
    'own-502': { status: 502, lines: [] },
  },
};

/** What they answer on a connection that has not served yet, instead of closing it in silence. */
const onFreshConnection: Partial<Record<Product, readonly string[]>> = {
  apache: [],
  haproxy: haproxy('0/0/0/-1/1', 502, 'SH--'),
};

function effectOf(product: Product, fault: Fault, isFresh: boolean): Effect {
  const effect = effects[product][fault];
  if (effect === undefined) throw new Error(`it is not known what ${product} does at ${fault}`);
  const fresh = onFreshConnection[product];
  if (effect.status !== null || fresh === undefined || !isFresh) return effect;
  return { status: 502, lines: [...effect.lines, ...fresh] };
}

/** The faults as the trouble that requests meet. `keepAlive` 0: every request comes on a connection of its own. */
export function proxyTroubles({
  proxy,
  keepAlive,
}: {
  proxy?: AppProxy | undefined;
  keepAlive: number | null;
}): Trouble[] {
  return proxy?.faults.map((fault) => toTrouble(proxy.product, fault, keepAlive === 0)) ?? [];
}

function toTrouble(
  product: Product,
  { fault, log, health, ...rest }: AppProxy['faults'][number],
  isFresh: boolean,
): Trouble {
  const { status, lines } = effectOf(product, fault, isFresh);
  const written = [...lines, ...(log === undefined ? [] : [log.trimEnd()])];
  return {
    ...rest,
    // nginx repeats a request that failed on a kept connection, unless it may have had an effect.
    methods: fault === 'idle-close' ? ['POST', 'PATCH'] : [],
    how: status === null ? 'cut' : 'answer',
    status: status ?? 502,
    ...(written.length === 0 ? {} : { log: written.join('\n') }),
    health: health ? (status ?? 'refused') : 'passes',
  };
}

const two = (n: number) => String(n).padStart(2, '0');
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const clock = (d: Date) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
const common = (d: Date) => `${two(d.getUTCDate())}/${months[d.getUTCMonth()]}/${d.getUTCFullYear()}:${clock(d)}`;

/** Each product has its own way to write the time. */
export function stamped(line: string, at: number): string {
  if (!line.includes('{')) return line;
  const d = new Date(at);
  return line
    .replace('{nginx}', `${d.getUTCFullYear()}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())} ${clock(d)}`)
    .replace(
      '{apache}',
      `[${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${two(d.getUTCDate())} ${clock(d)}.${String(at % 1000).padStart(3, '0')}112 ${d.getUTCFullYear()}]`,
    )
    .replace('{haproxy}', `${common(d)}.${String(at % 1000).padStart(3, '0')}`)
    .replace('{iso}', d.toISOString())
    .replace('{host}', 'front')
    .replace('{n}', String(Math.floor(at / 10) % 1_000_000));
}

interface Served {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly agent: string;
}

const millis = (at: number) => String(at % 1000).padStart(3, '0');
const requestOf = (r: Served) => `"${r.method} ${r.path} HTTP/1.1"`;

const accessLines: Readonly<Record<Product, (r: Served, d: Date) => string>> = {
  nginx: (r, d) =>
    `10.0.11.7 - - [${common(d)} +0000] ${requestOf(r)} ${r.status} ${r.bytes} "-" "${r.agent}" ${(r.ms / 1000).toFixed(3)}`,
  apache: (r, d) => `10.0.11.7 - - [${common(d)} +0000] ${requestOf(r)} ${r.status} ${r.bytes} "-" "${r.agent}"`,
  haproxy: (r, d) =>
    `10.0.11.7:40112 [${common(d)}.${millis(r.at)}] front app/app1 0/0/0/${Math.round(r.ms)}/${Math.round(r.ms)} ${r.status} ${r.bytes} - - ---- 3/3/0/0/0 0/0 ${requestOf(r)}`,
  envoy: (r, d) =>
    `[${d.toISOString()}] ${requestOf(r)} ${r.status} - via_upstream - "-" 0 ${r.bytes} ${Math.round(r.ms)} ${Math.round(r.ms)} "-" "${r.agent}" "10316164-77c6-4ea4-a7a1-${Math.floor(r.at) % 1_000_000}" "front" "127.0.0.1:8080" app - 10.0.11.20:80 10.0.11.7:40112 - default`,
};

/** The line of the proxy for a request that it answered. Its own error lines tell the rest. */
export const proxyLine = (product: Product, r: Served): string => accessLines[product](r, new Date(r.at));
