import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import PQueue from 'p-queue';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';
import { frameTransactions, type Transactions } from './transactions.ts';

/** Serialisation failure, deadlock. Both mean: nothing was done, do it again. */
const AGAIN = new Set(['40001', '40P01']);
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 200;
/** Of one process. More get in each other's way: PostgreSQL watches whole pages of an index, and new rows share one. */
const AT_ONCE = 2;
/** Held on the connection, before the transaction takes its view of the data. */
const TURN = 502_502;

export interface Tries {
  /** Transactions that committed or failed for good, and tries that had to be done again. */
  readonly transactions: number;
  readonly repeated: number;
}

export interface SerializableTransactions extends Transactions {
  /** READ COMMITTED. */
  briefly: Transactions['transaction'];
  tries(): Tries;
}

interface Options {
  readonly limitMs: number;
  /** Every write is refused. */
  readonly readOnly?: boolean;
  readonly random?: () => number;
}

/**
 * Transactions side by side that behave as if they ran one after the other (SERIALIZABLE). Where PostgreSQL cannot keep
 * that up it refuses one; it is begun again, a few times. Whoever has to begin again waits for its turn among all that
 * do, in every process: so they do not trip over each other for ever.
 */
export function makeSerializable(
  db: Kysely<Schema>,
  { limitMs, readOnly = false, random = Math.random }: Options,
): SerializableTransactions {
  const queue = new PQueue({ concurrency: AT_ONCE });
  let transactions = 0;
  let repeated = 0;
  const on = (connection: Kysely<Schema>) => {
    const serializable = connection.transaction().setIsolationLevel('serializable');
    return readOnly ? serializable.setAccessMode('read only') : serializable;
  };

  function inTurn<T>(inside: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
    return db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${TURN})`.execute(connection);
      try {
        return await on(connection).execute(inside);
      } finally {
        await sql`select pg_advisory_unlock(${TURN})`.execute(connection);
      }
    });
  }

  const framed = frameTransactions({
    limitMs,
    begin: (inside, tries) => (tries === 1 ? on(db).execute(inside) : inTurn(inside)),
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
