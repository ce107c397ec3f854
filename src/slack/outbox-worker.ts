import { randomUUID } from 'node:crypto';
import type { ClaimedRow, ClaimOrder, Tx } from '../domain/ports.ts';
import { type DeliverDeps, type Delivered, deliver } from './deliver.ts';
import { LEASE_MS, LostLease, makeLease } from './lease.ts';
import { makeSettle } from './settle-row.ts';
import { makeTroubles } from './troubles.ts';

export interface OutboxWorker {
  start(): void;
  /** Something may be due. */
  wake(): void;
  /** Sends what is due now, without start: until nothing is left that can go. */
  flush(): Promise<void>;
  /** Begins nothing new and waits for the calls under way. */
  stop(): Promise<void>;
  /** Why nothing can be sent at present: 'store', 'slack-away', or Slack's word about the token. */
  trouble(): string | undefined;
}

export interface OutboxOptions {
  /** Between two messages of one channel. Slack takes one a second. */
  readonly gapMs?: number;
  /** What another process has put in, or left behind, is seen within this time. */
  readonly idleMs?: number;
  /** Names this process among those that send; unlike any before it. */
  readonly owner?: string;
}

const AT_ONCE = 20;
/** However much is under way, what a person waits for goes beside it. */
const URGENT_TOO = 10;
const IDLE_MS = 1_000;
const WRITE_TRIES = LEASE_MS / IDLE_MS;

/**
 * Sends the outbox: at Slack's pace for each channel, clicks first, channels side by side, each row until it is up to date.
 * Several processes may do so on one database: who sends for a channel is decided there.
 */
export function makeOutboxWorker(
  deps: DeliverDeps,
  { gapMs = 1_000, idleMs = IDLE_MS, owner = randomUUID() }: OutboxOptions = {},
): OutboxWorker {
  const { store, log, clock } = deps;
  const settle = makeSettle(deps, gapMs);
  const troubles = makeTroubles();
  const underway = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<number> | undefined;
  let isAwake = false;
  let isStarted = false;
  const now = () => clock.now().getTime();

  /** Begins what can go now; gives when to look again. */
  async function tick(): Promise<number> {
    const at = now();
    const limit = Math.max(0, AT_ONCE - underway.size);
    const urgent = AT_ONCE + URGENT_TOO - underway.size - limit;
    const order: ClaimOrder = { owner, at, until: at + LEASE_MS, limit, urgent, gapMs };
    const look = async (tx: Tx) => ({
      claimed: await store.outbox.claim(tx, order),
      next: await store.outbox.nextClaim(tx, order),
    });
    const { claimed, next } = await store.transaction(look, 'plain');
    for (const one of claimed) begin(one, at);
    return Math.min(now() + idleMs, Math.max(next ?? Number.POSITIVE_INFINITY, now() + 20));
  }

  function begin(claimed: ClaimedRow, at: number): void {
    const work = one(claimed, at).finally(() => {
      underway.delete(work);
      wake();
    });
    underway.add(work);
  }

  async function one(claimed: ClaimedRow, at: number): Promise<void> {
    const { key, channel } = claimed.row;
    try {
      const result = await attempt(claimed, at);
      await written(() => settle(claimed, result));
      if (troubles.isOver(result, now())) await store.transaction((tx) => store.outbox.hurry(tx, now()));
    } catch (error) {
      // Either way the channel is free again when its lease has run out, and the row is looked for before it is sent.
      if (error instanceof LostLease) log.warn({ key, channel }, 'another process sends for this channel by now');
      else log.error({ err: error, key }, 'the end of a sending could not be written');
    }
  }

  /** The database may be away for a moment. While nobody has taken the channel over, what is known is not forgotten. */
  async function written(write: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write();
      } catch (error) {
        if (error instanceof LostLease || tries === WRITE_TRIES || !isStarted) throw error;
        await new Promise<void>((resolve) => setTimeout(resolve, IDLE_MS));
      }
    }
  }

  async function attempt(claimed: ClaimedRow, at: number): Promise<Delivered> {
    try {
      return await deliver(deps, claimed.row, makeLease(store, clock, claimed.claim, at));
    } catch (error) {
      if (error instanceof LostLease) throw error;
      log.error({ err: error, key: claimed.row.key }, 'a message could not be made');
      return { kind: 'unmade' };
    }
  }

  function wake(): void {
    isAwake = true;
    if (isStarted && ticking === undefined) schedule(0);
  }

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      run().catch((error: unknown) => {
        troubles.storeIs('away');
        log.error({ err: error }, 'the outbox cannot be read');
        ticking = undefined;
        if (isStarted) schedule(IDLE_MS);
      });
    }, afterMs);
  }

  async function run(): Promise<void> {
    isAwake = false;
    ticking = tick();
    const wakeAt = await ticking;
    ticking = undefined;
    troubles.storeIs('there');
    if (isStarted) schedule(isAwake ? 0 : Math.max(0, wakeAt - now()));
  }

  return {
    start() {
      isStarted = true;
      schedule(0);
    },
    wake,
    async flush() {
      do {
        await tick();
        if (underway.size === 0) return;
        await Promise.all(underway);
      } while (!isStarted);
    },
    async stop() {
      isStarted = false;
      clearTimeout(timer);
      await ticking?.catch(() => {});
      await Promise.allSettled(underway);
    },
    trouble: troubles.now,
  };
}
