import { type Envelope, makeUnanswered } from './unanswered.ts';

/** One WebSocket of Slack, used once. */
export interface Connection {
  /** Resolves when Slack has said hello. */
  open(): Promise<void>;
  /** Resolves when it is gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** Says goodbye. */
  close(): void;
}

export interface ConnectionEvents {
  onEnvelope(envelope: Envelope): void;
  /** Slack wants the connection back: it is closed when this has resolved. */
  beforeGoing(): Promise<void>;
}

export type Connect = (events: ConnectionEvents) => Connection;

/** A connection that comes back whenever it is lost. */
export interface Line {
  /** Resolves with the first connection; rejects when the first try fails. */
  start(): Promise<void>;
  readonly isUp: boolean;
  /** Resolves when it is up and stays so for now, or at once when it is stopped. */
  whenSteady(): Promise<void>;
  /** Answers what came in, then closes. */
  stop(): Promise<void>;
}

export interface LineOptions {
  readonly connect: Connect;
  readonly onEnvelope: (envelope: Envelope) => void;
  /** The other line: this one is not given up while that one is down. */
  readonly other: () => Line | undefined;
  readonly pause: (ms: number) => Promise<void>;
  readonly onTrouble: (error: unknown, failures: number) => void;
}

/** Slack closes a connection itself ten seconds after it said so. */
const GOING_LIMIT_MS = 8_000;
const CLOSE_LIMIT_MS = 2_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function makeLine({ connect, onEnvelope, other, pause, onTrouble }: LineOptions): Line {
  const unanswered = makeUnanswered();
  let current: Connection | undefined;
  let isLeaving = false;
  let isStopped = false;
  let waiting: (() => void)[] = [];
  const isSteady = () => current !== undefined && !isLeaving;

  function tell(): void {
    for (const go of waiting) go();
    waiting = [];
  }

  async function beforeGoing(): Promise<void> {
    isLeaving = true;
    const isSafe = Promise.all([unanswered.none(), other()?.whenSteady()]);
    await Promise.race([isSafe, pause(GOING_LIMIT_MS)]);
  }

  async function open(): Promise<Connection> {
    const connection = connect({ onEnvelope: (envelope) => onEnvelope(unanswered.watch(envelope)), beforeGoing });
    await connection.open();
    current = connection;
    isLeaving = false;
    tell();
    return connection;
  }

  /** Never rejects: what cannot be had is tried again, later and later. */
  async function keep(first: Connection): Promise<void> {
    let connection: Connection | undefined = first;
    for (let failures = 0; !isStopped; ) {
      await connection?.gone;
      current = undefined;
      if (isStopped) return;
      try {
        connection = await open();
        failures = 0;
      } catch (error) {
        connection = undefined;
        failures += 1;
        onTrouble(error, failures);
        await pause(waitAfter(failures));
      }
    }
    // It came up while it was told to stop.
    connection?.close();
  }

  return {
    async start() {
      void keep(await open());
    },
    get isUp() {
      return current !== undefined;
    },
    whenSteady: () => (isSteady() || isStopped ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async stop() {
      await Promise.race([unanswered.none(), pause(CLOSE_LIMIT_MS)]);
      isStopped = true;
      tell();
      current?.close();
      await Promise.race([current?.gone, pause(CLOSE_LIMIT_MS)]);
    },
  };
}

/** Doubles up to half a minute; a random part keeps replicas from coming back all at once. */
function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + Math.random() / 2);
}
