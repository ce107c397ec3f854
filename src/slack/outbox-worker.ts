import type { OutboxRow } from '../domain/delivery.ts';
import type { Clock } from '../domain/ports.ts';
import { type DeliverDeps, type Delivered, deliver, putOverflow } from './deliver.ts';
import { makePace } from './pace.ts';
import type { Trouble } from './trouble.ts';

export interface OutboxWorker {
  start(): void;
  /** Something may be due. */
  wake(): void;
  /** Sends what is due now, without start: until nothing is left that can go. */
  flush(): Promise<void>;
  /** Begins nothing new and waits for the calls under way. */
  stop(): Promise<void>;
  /** Why nothing can be sent at present, or undefined. */
  trouble(): string | undefined;
}

export interface OutboxOptions {
  /** Between two messages of one channel. Slack takes one a second. */
  readonly gapMs?: number;
}

const AT_ONCE = 20;
const IDLE_MS = 2_000;
const NO_ACCESS_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60_000;
const MOST_ATTEMPTS = 40;

/** Sends the outbox: at Slack's pace for each channel, clicks first, channels side by side, each row until it is up to date. */
export function makeOutboxWorker(
  deps: DeliverDeps & { readonly clock: Clock },
  { gapMs = 1_000 }: OutboxOptions = {},
): OutboxWorker {
  const { store, log, clock } = deps;
  const pace = makePace(gapMs);
  const underway = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<number> | undefined;
  let isAwake = false;
  let isStarted = false;
  let trouble: string | undefined;
  const now = () => clock.now().getTime();

  /** Begins what can go now; gives when to look again. */
  async function tick(): Promise<number> {
    const [rows, next] = await store.transaction(async (tx) => [
      await store.outbox.due(tx, now(), AT_ONCE),
      await store.outbox.nextDue(tx),
    ]);
    const waiting = rows.filter(({ channel }) => !underway.has(channel));
    for (const row of waiting) if (isFree(row)) underway.set(row.channel, one(row));
    const turns = waiting.filter((row) => !isFree(row)).map((row) => pace.freeAt(row));
    return Math.min(now() + IDLE_MS, Math.max(next ?? Number.POSITIVE_INFINITY, now() + 20), ...turns);
  }

  function isFree(row: OutboxRow): boolean {
    return pace.freeAt(row) <= now();
  }

  async function one(row: OutboxRow): Promise<void> {
    try {
      await settle(row, await deliver(deps, row));
    } catch (error) {
      log.error({ err: error, key: row.key }, 'a message could not be made');
      await postpone(row, { kind: 'maybe', error: 'bug' }, row.maybePosted);
    } finally {
      underway.delete(row.channel);
      pace.went(row, now());
      wake();
    }
  }

  async function settle(row: OutboxRow, result: Delivered): Promise<void> {
    if (result.kind !== 'trouble') trouble = undefined;
    switch (result.kind) {
      case 'sent': {
        const { ts, sent, overflow } = result;
        if (overflow) await putOverflow(deps, row, now());
        await store.transaction((tx) => store.outbox.sent(tx, row.key, { sent, ts }));
        return;
      }
      case 'nothing':
        return fail(row, 'nothing to show');
      case 'wrong-thread':
        return postpone(row, { kind: 'maybe', error: 'wrong thread' }, false);
      case 'trouble':
        return onTrouble(row, result.trouble);
    }
  }

  function onTrouble(row: OutboxRow, { kind, ...rest }: Trouble): Promise<void> {
    const { error } = rest;
    switch (kind) {
      case 'rate-limited': {
        const waitMs = 'waitMs' in rest ? rest.waitMs : gapMs;
        pace.wait(row.channel, now() + waitMs);
        return save(row, now() + waitMs, error, row.maybePosted);
      }
      case 'no-access':
        trouble = error;
        log.error({ slack: error }, 'Slack refuses the token: nothing can be sent');
        return save(row, now() + NO_ACCESS_WAIT_MS, error, false);
      case 'maybe':
        return postpone(row, { kind, error }, row.ts === null);
      case 'not-here':
      case 'gone':
      case 'refused':
        return fail(row, error);
    }
  }

  function postpone(row: OutboxRow, { error }: { kind: 'maybe'; error: string }, maybePosted: boolean): Promise<void> {
    if (row.attempts >= MOST_ATTEMPTS) return fail(row, error);
    log.warn({ key: row.key, slack: error, attempt: row.attempts }, 'a message is sent later');
    return save(row, now() + Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(row.attempts, 8)), error, maybePosted);
  }

  async function save(row: OutboxRow, dueAt: number, error: string, maybePosted: boolean): Promise<void> {
    await store.transaction((tx) => store.outbox.postpone(tx, row.key, { dueAt, error, maybePosted }));
  }

  async function fail(row: OutboxRow, error: string): Promise<void> {
    log.warn({ key: row.key, slack: error }, 'a message cannot be sent');
    await store.transaction((tx) => store.outbox.fail(tx, row.key, error));
  }

  function wake(): void {
    isAwake = true;
    if (isStarted && ticking === undefined) schedule(0);
  }

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      run().catch((error: unknown) => {
        trouble = 'store';
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
    if (trouble === 'store') trouble = undefined;
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
        await Promise.all(underway.values());
        const left = await store.transaction((tx) => store.outbox.due(tx, now(), AT_ONCE));
        if (!left.some(isFree)) return;
      } while (!isStarted);
    },
    async stop() {
      isStarted = false;
      clearTimeout(timer);
      await ticking?.catch(() => {});
      await Promise.allSettled(underway.values());
    },
    trouble: () => trouble,
  };
}
