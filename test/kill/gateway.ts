import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a watcher may do with a request that passes through. */
export interface Passing {
  readonly path: string;
  /** Which process it comes from or goes to, once that is known; the only one there is, where there is only one. */
  readonly by: () => number | undefined;
  /** The whole request has been handed to the other side's kernel. */
  readonly forwarded: Promise<void>;
  /** The other side has begun to answer; rejects when it never does. */
  readonly answered: Promise<void>;
}

export interface Gateway {
  readonly url: string;
  /** Called for each request, until replaced. What it gives back is awaited before the request goes on. */
  watch(watcher: ((passing: Passing) => Promise<void> | undefined) | undefined): void;
  /** Requests on their way. */
  open(): number;
  /** Whether a request to a path that ends in this is on its way. */
  isOpen(end: string): boolean;
  /** When the last such request came, by performance.now(); 0: never. */
  lastAt(end: string): number;
  close(): Promise<void>;
}

/**
 * Passes HTTP on to another address, so that a test can see from outside how far a request has come. With several
 * addresses it is their front door: it takes turns, and passes by those that do not answer the door.
 */
export async function startGateway(to: string | readonly string[], from?: number): Promise<Gateway> {
  const targets = typeof to === 'string' ? [to] : to;
  const openPaths: string[] = [];
  const times = new Map<string, number>();
  let turn = 0;
  let watcher: ((passing: Passing) => Promise<void> | undefined) | undefined;
  let open = 0;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const forwarded = signal();
    const answered = signal();
    answered.promise.catch(() => undefined);
    let goesTo = targets.length > 1 ? undefined : from;
    const hold = watcher?.({
      path: incoming.url ?? '',
      by: () => goesTo,
      forwarded: forwarded.promise,
      answered: answered.promise,
    });
    if (hold !== undefined) await hold;
    const { method, url: path, headers } = incoming;

    function tryNext(left: number): void {
      const place = turn++ % targets.length;
      const { hostname, port } = new URL(targets[place] ?? '');
      const onward = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
        answered.resolve();
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      });
      onward.on('socket', (socket) =>
        socket.on('connect', () => {
          if (targets.length > 1) goesTo = place;
        }),
      );
      onward.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED' && left > 0) return tryNext(left - 1);
        answered.reject(error);
        outgoing.destroy();
      });
      onward.end(body, () => forwarded.resolve());
    }
    tryNext(targets.length - 1);
  }

  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '';
    open += 1;
    openPaths.push(path);
    times.set(path, performance.now());
    outgoing.on('close', () => {
      open -= 1;
      openPaths.splice(openPaths.indexOf(path), 1);
    });
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch(next) {
      watcher = next;
    },
    open: () => open,
    isOpen: (end) => openPaths.some((path) => path.endsWith(end)),
    lastAt: (end) => Math.max(0, ...[...times].filter(([path]) => path.endsWith(end)).map(([, at]) => at)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function signal() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve: () => resolve(), reject: (error: Error) => reject(error) };
}
