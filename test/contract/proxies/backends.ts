import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** Ways in which what stands behind a proxy can be broken; each has a port of its own. */
export const faults = [
  'ok',
  'own-502',
  'refused',
  'reset',
  'closed',
  'half-a-line',
  'half-a-header',
  'header-33k',
  'length-and-chunked',
  'no-http',
  'control-character',
  'cut-body',
  'slow',
  'plain-behind-tls',
  'tls-behind-plain',
  'idle-close',
] as const;
export type Fault = (typeof faults)[number];

export interface Backends {
  port(fault: Fault): number;
  stop(): Promise<void>;
}

const good = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

/** What each does once a request has arrived. `refused` is a port on which nothing listens. */
const answers: Readonly<Record<Exclude<Fault, 'refused'>, (socket: Socket, nth: number) => void>> = {
  ok: (socket) => socket.write(good),
  'own-502': (socket) => socket.write('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 7\r\n\r\npartner'),
  reset: (socket) => socket.resetAndDestroy(),
  closed: (socket) => socket.end(),
  'half-a-line': (socket) => socket.end('HTTP/1.1 20'),
  'half-a-header': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/pl'),
  'header-33k': (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\nSet-Cookie: session=${'x'.repeat(33 * 1024)}\r\nContent-Length: 2\r\n\r\nok`),
  'length-and-chunked': (socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'),
  'no-http': (socket) => socket.end('+PONG\r\n'),
  'control-character': (socket) => socket.write('HTTP/1.1 200 OK\r\nX-Name: a\u0000b\r\nContent-Length: 2\r\n\r\nok'),
  'cut-body': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok'),
  slow: () => undefined,
  // The proxy speaks TLS here, and this does not.
  'plain-behind-tls': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
  // A TLS server that is spoken to in plain text answers with an alert.
  'tls-behind-plain': (socket) => socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])),
  // Answers once, then closes with the next request unread: the keep-alive race, made certain.
  'idle-close': (socket, nth) => (nth === 0 ? socket.write(good) : socket.destroy()),
};

export async function startBackends(): Promise<Backends> {
  const sockets = new Set<Socket>();
  const servers = new Map<Fault, Server>();
  for (const [fault, answer] of Object.entries(answers) as [Exclude<Fault, 'refused'>, (typeof answers)['ok']][]) {
    const server = createServer((socket) => {
      sockets.add(socket);
      let nth = 0;
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined); // broken on purpose
      socket.on('data', () => {
        answer(socket, nth);
        nth += 1;
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.set(fault, server);
  }
  const free = await freePort();
  return {
    port: (fault) => (fault === 'refused' ? free : portOf(servers.get(fault))),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([...servers.values()].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  return port;
}

function portOf(server: Server | undefined): number {
  const address = server?.address() as AddressInfo | null | undefined;
  if (address === null || address === undefined) throw new Error('the server does not listen');
  return address.port;
}
