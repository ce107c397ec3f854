import type { OutboxRow } from '../domain/delivery.ts';
import type { ClaimedRow, SenderPace, Tx } from '../domain/ports.ts';
import { type DeliverDeps, type Delivered, isForOne, putOverflow } from './deliver.ts';
import { LostLease } from './lease.ts';
import type { Trouble } from './trouble.ts';

const NO_ACCESS_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60_000;
/** Slack works on a file for a while after it has it: before that it cannot be looked for. */
const FILE_WORK_MS = 6_000;
/** After so many tries the row waits by itself and lets the others of its channel go first. */
const IN_ORDER_ATTEMPTS = 8;
const MOST_ATTEMPTS = 40;
/** Slack may be away for longer than any number of tries. */
const GIVE_UP_MS = 24 * 3_600_000;

type Write = (tx: Tx) => Promise<unknown>;

/** What is written, and how long the channel has to wait if at all. */
interface Outcome {
  readonly write: Write;
  readonly toldUntil?: number;
  /** It concerns this row alone. What waits for its thread may be put in at this very moment: then it is done in turn. */
  readonly isAlone?: boolean;
}

export type Settle = (claimed: ClaimedRow, result: Delivered) => Promise<void>;

/** Writes down how a sending ended and gives the channel back: both, or nothing when the channel was lost (LostLease). */
export function makeSettle(deps: DeliverDeps, gapMs: number): Settle {
  const { store, log } = deps;
  const now = () => deps.clock.now().getTime();

  return async ({ row, claim }, result) => {
    const { write, toldUntil, isAlone = false } = outcomeOf(row, result);
    const counts = !isForOne(row) && row.ts === null && result.kind !== 'nothing';
    const pace: SenderPace = { at: now(), took: counts ? gapMs : 0, ...(toldUntil === undefined ? {} : { toldUntil }) };
    const settle = async (tx: Tx) => {
      if (!(await store.outbox.release(tx, claim, pace))) throw new LostLease();
      await write(tx);
    };
    await store.transaction(settle, isAlone ? 'plain' : undefined);
  };

  function outcomeOf(row: OutboxRow, result: Delivered): Outcome {
    switch (result.kind) {
      case 'sent':
        return { write: (tx) => onSent(tx, row, result), isAlone: !changesThread(row, result) };
      case 'nothing':
        return fail(row, 'nothing to show');
      case 'unmade':
        return again(row, 'bug', row.maybePosted);
      case 'wrong-thread':
        return again(row, 'wrong thread', false);
      case 'thread-gone':
        return onDeleted(row, row.thread ?? row.key);
      case 'trouble':
        return onTrouble(row, result.trouble);
    }
  }

  async function onSent(tx: Tx, row: OutboxRow, result: Sent): Promise<void> {
    const { ts, sent, overflow } = result;
    if (overflow) await putOverflow(deps, tx, row, now());
    await store.outbox.sent(tx, row.key, { sent, ts, at: now() });
  }

  function onTrouble(row: OutboxRow, trouble: Trouble): Outcome {
    const { kind, error } = trouble;
    switch (kind) {
      case 'rate-limited':
        return { ...save(row, now() + trouble.waitMs, error), toldUntil: now() + trouble.waitMs };
      case 'no-access':
        log.error({ slack: error }, 'Slack refuses the token: nothing can be sent');
        return save(row, now() + NO_ACCESS_WAIT_MS, error);
      case 'maybe':
        return unanswered(row, trouble);
      case 'deleted':
        return row.ts === null ? fail(row, error) : onDeleted(row, row.key);
      case 'thread-gone':
      case 'not-here':
      case 'archived':
      case 'gone':
      case 'refused':
        return fail(row, error);
    }
  }

  /** At first the whole channel waits, so that what happened first is told first. One row alone does not hold it up for long. */
  function unanswered(row: OutboxRow, { waitMs, error }: { readonly waitMs: number; readonly error: string }): Outcome {
    const leastMs = row.op === 'upload' ? Math.max(waitMs, FILE_WORK_MS) : waitMs;
    const isInOrder = !isForOne(row) && row.attempts < IN_ORDER_ATTEMPTS;
    const outcome = later(row, { waitMs: leastMs, error }, row.ts === null);
    return isInOrder ? { ...outcome, toldUntil: now() + backoff(row, leastMs) } : outcome;
  }

  function again(row: OutboxRow, error: string, maybePosted: boolean): Outcome {
    return row.attempts < MOST_ATTEMPTS ? save(row, now() + backoff(row, 500), error, maybePosted) : fail(row, error);
  }

  function later(row: OutboxRow, { waitMs, error }: { waitMs: number; error: string }, maybePosted: boolean): Outcome {
    if (row.attempts >= MOST_ATTEMPTS && now() - row.waitingSince > GIVE_UP_MS) return fail(row, error);
    log.warn({ key: row.key, slack: error, attempt: row.attempts }, 'a message is sent later');
    return save(row, now() + backoff(row, waitMs), error, maybePosted);
  }

  function save(row: OutboxRow, dueAt: number, error: string, maybePosted = row.maybePosted): Outcome {
    return { write: (tx) => store.outbox.postpone(tx, row.key, { dueAt, error, maybePosted }), isAlone: true };
  }

  function fail(row: OutboxRow, error: string): Outcome {
    log.warn({ key: row.key, slack: error }, 'a message cannot be sent');
    return { write: (tx) => store.outbox.fail(tx, row.key, error) };
  }

  /** What other messages hang on is posted anew, once, and they go below the new one. */
  function onDeleted(row: OutboxRow, key: string): Outcome {
    log.warn({ key, for: row.key }, 'somebody deleted a message');
    return { write: (tx) => store.outbox.repost(tx, key, now()) };
  }
}

type Sent = Extract<Delivered, { kind: 'sent' }>;

/** Something is put below it, or it has a thread, or none, that nobody could count on before. */
function changesThread(row: OutboxRow, { ts, sent, overflow }: Sent): boolean {
  if (overflow) return true;
  return row.op === 'message' && row.ts === null && (ts === null || sent > 1);
}

function backoff({ attempts }: OutboxRow, leastMs: number): number {
  return Math.min(LONGEST_WAIT_MS, leastMs * 2 ** Math.min(attempts, 8));
}
