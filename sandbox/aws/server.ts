import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { AlarmBook } from './alarm-book.ts';
import { makeEndpoint, type Reply } from './endpoint.ts';
import { Faults, faultSchema } from './faults.ts';
import { alarmAddress } from './messages/address.ts';
import { openPostOffice } from './messages/post-office.ts';
import { Stats } from './stats.ts';
import { generate } from './world/generate.ts';
import { readWorld } from './world/read.ts';
import { shuffled } from './world/shuffle.ts';
import type { Variant } from './world/variants.ts';

export { listWorlds } from './world/read.ts';

export interface AwsOptions {
  /** A world's id, or the path of a world file. */
  readonly world: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Fixes the present. Without it time goes on from the start, and the world with it. */
  readonly now?: Date;
  /** Items a page; 2 unless told otherwise, so that nobody forgets to page. */
  readonly pageSize?: number;
  readonly host?: string;
  /** What is to be different from the world's file. */
  readonly other?: Variant;
  /** Lists whose order means nothing come in another order; any number but 0. */
  readonly shuffle?: number;
}

export interface RunningAws {
  readonly endpoint: string;
  /** The window in which the incident shows, ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  /** What to check: a load balancer's name. */
  readonly target: string;
  readonly region: string;
  /** The topic on which the account's alarms are published: its ARN. */
  readonly topic: string;
  /** Where they wait for a reader: the path of the queue under `endpoint`. */
  readonly queue: string;
  /** Sets the account's alarms up: what is wrong at present is published now, what changes later then. */
  fireAlarms(): void;
  stop(): Promise<void>;
}

const MINUTE = 60_000;

/** Starts the stand-in for AWS on 127.0.0.1. Rejects when the world cannot be read. */
export async function startAws(options: AwsOptions): Promise<RunningAws> {
  const world = await readWorld(options.world, options.other);
  const startedAt = Date.now();
  const anchor = Math.floor((options.now?.getTime() ?? startedAt) / MINUTE) * MINUTE;
  // Where the present stands still nobody will see what comes after it.
  const after = options.now ? MINUTE : undefined;
  const history = shuffled(generate(world, anchor, after), options.shuffle ?? 0);
  const faults = new Faults(world.faults);
  const stats = new Stats();
  const now = () => (options.now ? anchor : Math.max(anchor, Date.now()));
  const post = openPostOffice(world);
  const alarms = new AlarmBook(history, post, now);
  const answer = makeEndpoint({
    context: () => ({ history, now: now(), pageSize: options.pageSize ?? 2, alarms, post }),
    faults,
    stats,
  });

  const server = createServer((request, response) => {
    respond(request, response, answer, { faults, stats }).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error instanceof Error ? error.stack : error));
    });
  });
  server.keepAliveTimeout = 30_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, host, done);
  });
  // Ready already; the earlier hours of the metrics are worked out while nobody asks yet.
  const early = setTimeout(() => history.metrics, 50);
  let looking: NodeJS.Timeout | undefined;
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://${host}:${port}`,
    from: new Date(anchor - world.minutes * MINUTE).toISOString(),
    to: new Date(anchor).toISOString(),
    target: world.target,
    region: world.region,
    ...alarmAddress(world),
    fireAlarms() {
      alarms.beginPublishing();
      looking ??= setInterval(() => alarms.look(), 1000);
    },
    stop: () =>
      new Promise((done) => {
        clearTimeout(early);
        clearInterval(looking);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Admin {
  readonly faults: Faults;
  readonly stats: Stats;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: IncomingMessage, url: URL, body: Buffer) => Promise<Reply>,
  admin: Admin,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const body = await bodyOf(request);
  const reply = url.pathname.startsWith('/_sandbox/')
    ? administer(`${request.method} ${url.pathname}`, body, admin)
    : await answer(request, url, body);
  const bytes = Buffer.from(reply.body as string);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  if (reply.cutOff) {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return;
  }
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** The only surface that AWS has not. */
function administer(what: string, body: Buffer, { faults, stats }: Admin): Reply {
  const json = (status: number, value: unknown): Reply => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  switch (what) {
    case 'GET /_sandbox/stats':
      return json(200, stats.read());
    case 'DELETE /_sandbox/stats':
      stats.reset();
      return json(200, {});
    case 'POST /_sandbox/faults': {
      const parsed = z.array(faultSchema).safeParse(JSON.parse(body.toString('utf8') || '[]'));
      if (!parsed.success) return json(400, { error: z.prettifyError(parsed.error) });
      faults.set(parsed.data);
      return json(200, { faults: parsed.data });
    }
    default:
      return json(404, { error: 'not found' });
  }
}
