/** One thing that Slack sent over a socket. */
export interface Envelope {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
  ack(answer?: unknown): Promise<void>;
}

/** What came over a connection and was not acknowledged yet. */
export interface Unanswered {
  /** The same envelope; its ack is noticed. */
  watch(envelope: Envelope): Envelope;
  /** Resolves when nothing is left to acknowledge. */
  none(): Promise<void>;
}

/** Slack has given up on it after three seconds. */
const GIVEN_UP_MS = 3_000;

export function makeUnanswered(): Unanswered {
  const open = new Map<string, NodeJS.Timeout>();
  let waiting: (() => void)[] = [];

  function done(id: string): void {
    clearTimeout(open.get(id));
    open.delete(id);
    if (open.size > 0) return;
    for (const go of waiting) go();
    waiting = [];
  }

  return {
    watch(envelope) {
      open.set(
        envelope.id,
        setTimeout(() => done(envelope.id), GIVEN_UP_MS),
      );
      return {
        ...envelope,
        async ack(answer) {
          try {
            await envelope.ack(answer);
          } finally {
            done(envelope.id);
          }
        },
      };
    },
    none: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
