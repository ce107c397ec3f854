import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing that the bot answers over HTTP. `handle` answers in every case; what it rejects with becomes a 500. */
export interface Route {
  readonly methods: readonly string[];
  /** Exact, or a prefix when it ends in `/*`. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

export interface WebServer {
  readonly port: number;
  /** Takes nothing new and resolves when what is under way has been answered. */
  stop(): Promise<void>;
}

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
  /** A handler broke: the program's fault, so it is told. */
  readonly onError: (error: unknown, path: string) => void;
}

/** Slow senders are cut off: nobody who talks to us needs longer for a request. */
const REQUEST_LIMIT_MS = 30_000;
const IDLE_LOOK_MS = 50;

/** The one HTTP server of the bot: Slack, alarms, health and metrics are routes of it. */
export async function startServer(options: WebServerOptions): Promise<WebServer> {
  const server = createServer((request, response) => {
    void answer(options, request, response);
  });
  server.requestTimeout = REQUEST_LIMIT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

async function answer({ routes, onError }: WebServerOptions, request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const there = routes.filter((route) => fits(route.path, path));
  const route = there.find(({ methods }) => methods.includes(request.method ?? ''));
  try {
    if (route !== undefined) return await route.handle(request, response);
    if (there.length === 0) return plain(response, 404);
    response.setHeader('allow', there.flatMap(({ methods }) => methods).join(', '));
    plain(response, 405);
  } catch (error) {
    onError(error, path);
    if (response.headersSent) response.destroy();
    else plain(response, 500);
  }
}

function fits(pattern: string, path: string): boolean {
  return pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function plain(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** Connections that were busy when the end came are kept alive by Node until somebody closes them. */
async function close(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
}
