import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';
import { frameTransactions, type Transactions } from './transactions.ts';

/** Serialisation failure, deadlock. Both mean: nothing was done, do it again. */
const AGAIN = new Set(['40001', '40P01']);
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 400;

export interface Tries {
  /** Transactions that committed or failed for good, and tries that had to be done again. */
  readonly transactions: number;
  readonly repeated: number;
}

export interface SerializableTransactions extends Transactions {
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
 * that up it refuses one; it is begun again, a few times, after a wait that grows and is not the same for two.
 */
export function makeSerializable(
  db: Kysely<Schema>,
  { limitMs, readOnly = false, random = Math.random }: Options,
): SerializableTransactions {
  let transactions = 0;
  let repeated = 0;
  const framed = frameTransactions({
    limitMs,
    begin: (inside) => {
      const serializable = db.transaction().setIsolationLevel('serializable');
      return (readOnly ? serializable.setAccessMode('read only') : serializable).execute(inside);
    },
    async perform(once) {
      transactions += 1;
      for (let tries = 1; tries < MOST_TRIES; tries++) {
        try {
          return await once();
        } catch (error) {
          if (!AGAIN.has(codeOf(error) ?? '')) throw error;
        }
        repeated += 1;
        await wait(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
      }
      return once();
    },
  });
  return { ...framed, tries: () => ({ transactions, repeated }) };
}
