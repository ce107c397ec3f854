import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import PQueue from 'p-queue';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';
import { frameTransactions, type Transactions } from './transactions.ts';

/** Serialisation failure, deadlock, a lock that did not come free in time: nothing was done, do it again. */
const AGAIN = new Set(['40001', '40P01', '55P03']);
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 200;
/** Names the lock that stands for the turn. */
const TURN = 502_502;

export interface Tries {
  /** Transactions that committed or failed for good, and tries that had to be done again. */
  readonly transactions: number;
  readonly repeated: number;
}

export interface OrderedTransactions extends Transactions {
  /** Beside the others, without a turn: for what a unique key or the condition of an update guards by itself. */
  briefly: Transactions['transaction'];
  tries(): Tries;
}

interface Options {
  readonly limitMs: number;
  /** Every write is refused; nobody is made to wait. */
  readonly readOnly?: boolean;
  readonly random?: () => number;
}

/**
 * Transactions of all processes that run one after the other, as on SQLite: each takes the turn first, and gives it back
 * with its end, also when its process dies. READ COMMITTED, so that every statement sees what the one before has committed.
 * SERIALIZABLE keeps the same promise by refusing some of what runs side by side; with our short transactions the
 * refused work cost far more than the turn does.
 */
export function makeOrdered(
  db: Kysely<Schema>,
  { limitMs, readOnly = false, random = Math.random }: Options,
): OrderedTransactions {
  // One of this process stands in line for the turn; the others wait here and hold no connection.
  const queue = new PQueue({ concurrency: 1 });
  let transactions = 0;
  let repeated = 0;

  const framed = frameTransactions({
    limitMs,
    begin: (inside) => (readOnly ? asOfOneMoment(db, inside) : inTurn(db, inside)),
    async perform(once) {
      transactions += 1;
      return queue.add(() => untilItHolds(once));
    },
  });

  async function untilItHolds<T>(once: (tries: number) => Promise<T>): Promise<T> {
    for (let tries = 1; tries < MOST_TRIES; tries++) {
      try {
        return await once(tries);
      } catch (error) {
        if (!AGAIN.has(codeOf(error) ?? '')) throw error;
      }
      repeated += 1;
      await wait(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
    }
    return once(MOST_TRIES);
  }

  const brief = frameTransactions({
    limitMs,
    begin: (inside) => db.transaction().execute(inside),
    perform: (once) => once(1),
  });
  return {
    ...framed,
    briefly: brief.transaction,
    tries: () => ({ transactions, repeated }),
    async end() {
      await Promise.all([framed.end(), brief.end()]);
    },
  };
}

function inTurn<T>(db: Kysely<Schema>, inside: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${TURN})`.execute(trx);
    return inside(trx);
  });
}

function asOfOneMoment<T>(db: Kysely<Schema>, inside: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(inside);
}
