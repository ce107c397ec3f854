import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a watcher may do with a request that passes through. */
export interface Passing {
  readonly path: string;
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
  close(): Promise<void>;
}

/** Passes HTTP on to another address, so that a test can see from outside how far a request has come. */
export async function startGateway(target: string): Promise<Gateway> {
  let watcher: ((passing: Passing) => Promise<void> | undefined) | undefined;
  let open = 0;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const forwarded = signal();
    const answered = signal();
    answered.promise.catch(() => undefined);
    const hold = watcher?.({ path: incoming.url ?? '', forwarded: forwarded.promise, answered: answered.promise });
    if (hold !== undefined) await hold;
    const { hostname, port } = new URL(target);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      answered.resolve();
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', (error) => {
      answered.reject(error);
      outgoing.destroy();
    });
    onward.end(body, () => forwarded.resolve());
  }

  const server = createServer((incoming, outgoing) => {
    open += 1;
    outgoing.on('close', () => {
      open -= 1;
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
