import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json, parse, text } from './json.ts';
import { limits } from './limits.ts';
import { bot } from './seed.ts';

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

export type SocketAnswer =
  | { readonly ok: true; readonly payload: Json }
  | { readonly ok: false; readonly error: 'dispatch_failed' | 'operation_timeout' };

interface Waiting {
  readonly text: string;
  readonly settle: (answer: SocketAnswer) => void;
  socket: WebSocket | undefined;
}

const pingMs = 5_000;
/** Between Slack's warning and the end of a connection. */
const goodbyeMs = 10_000;

/** Slack's end of Socket Mode: at most ten connections, each envelope over one of them, again over another when that one is lost. */
export class SocketHub {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #sockets: WebSocket[] = [];
  readonly #leaving = new WeakSet<WebSocket>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #pings: NodeJS.Timeout;
  #turn = 0;
  #everOpened = 0;
  #resent = 0;

  constructor() {
    this.#pings = setInterval(() => {
      for (const socket of this.#sockets) socket.ping();
    }, pingMs).unref();
  }

  /** The path and ticket of a new connection; good once. */
  ticket(): string {
    const ticket = randomBytes(12).toString('base64url');
    this.#tickets.add(ticket);
    return `/link?ticket=${ticket}&app_id=${bot.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/link' || !this.#tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
  }

  get open(): number {
    return this.#sockets.length;
  }

  /** Connections so far, and envelopes that went out a second time because theirs was lost. */
  get counts(): { readonly opened: number; readonly resent: number } {
    return { opened: this.#everOpened, resent: this.#resent };
  }

  /** Sends one envelope and waits for its acknowledgement. */
  deliver({ type, payload, retry }: Envelope, limitMs: number): Promise<SocketAnswer> {
    const id = randomUUID();
    const envelope = {
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(retry !== undefined && { retry_attempt: retry.attempt, retry_reason: retry.reason }),
    };
    return new Promise((resolve) => {
      const late = setTimeout(() => settle({ ok: false, error: 'operation_timeout' }), limitMs);
      const settle = (answer: SocketAnswer): void => {
        clearTimeout(late);
        this.#waiting.delete(id);
        resolve(answer);
      };
      const waiting: Waiting = { text: JSON.stringify(envelope), settle, socket: undefined };
      this.#waiting.set(id, waiting);
      if (!this.#send(waiting)) settle({ ok: false, error: 'dispatch_failed' });
    });
  }

  /** Asks for one connection, or all, to be renewed: as Slack does every few hours. */
  refresh(reason: 'warning' | 'refresh_requested', which?: number): number {
    const asked = this.#chosen(which);
    for (const socket of asked) {
      this.#leaving.add(socket);
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      setTimeout(() => socket.close(1000), goodbyeMs).unref();
    }
    return asked.length;
  }

  /** Cuts one connection, or all, without a word. */
  drop(which?: number): number {
    const cut = this.#chosen(which);
    for (const socket of cut) socket.terminate();
    return cut.length;
  }

  close(): void {
    clearInterval(this.#pings);
    for (const { settle } of this.#waiting.values()) settle({ ok: false, error: 'dispatch_failed' });
    this.drop();
    this.#server.close();
  }

  #chosen(which: number | undefined): readonly WebSocket[] {
    const one = which === undefined ? undefined : this.#sockets[which];
    if (which === undefined) return [...this.#sockets];
    return one === undefined ? [] : [one];
  }

  #welcome(socket: WebSocket): void {
    if (this.#sockets.length >= limits.sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close(1000);
      return;
    }
    this.#sockets.push(socket);
    this.#everOpened += 1;
    socket.on('message', (data) => this.#heard(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#lost(socket));
    const info = { host: 'sandbox', started: new Date().toISOString(), approximate_connection_time: 18_060 };
    const hello = { type: 'hello', num_connections: this.#sockets.length, debug_info: info };
    socket.send(JSON.stringify({ ...hello, connection_info: { app_id: bot.appId } }));
  }

  #heard(data: string): void {
    const message = parse(data);
    if (!isObject(message)) return;
    const payload = isObject(message.payload) ? message.payload : {};
    this.#waiting.get(text(message.envelope_id) ?? '')?.settle({ ok: true, payload });
  }

  #lost(socket: WebSocket): void {
    this.#sockets.splice(this.#sockets.indexOf(socket), 1);
    for (const waiting of this.#waiting.values()) {
      if (waiting.socket !== socket) continue;
      this.#resent += 1;
      if (!this.#send(waiting)) waiting.settle({ ok: false, error: 'dispatch_failed' });
    }
  }

  /** Each time over the next connection. False when there is none. */
  #send(waiting: Waiting): boolean {
    const usable = this.#sockets.filter((one) => one.readyState === one.OPEN && !this.#leaving.has(one));
    const [fallback] = this.#sockets.filter((one) => one.readyState === one.OPEN);
    this.#turn += 1;
    waiting.socket = usable[this.#turn % Math.max(1, usable.length)] ?? fallback;
    waiting.socket?.send(waiting.text);
    return waiting.socket !== undefined;
  }
}
