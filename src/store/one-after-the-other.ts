import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Store } from '../domain/ports.ts';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';
import { type Begin, frameTransactions, type Transactions } from './transactions.ts';
import { makeTurns } from './turns.ts';

/** Serialisation failure, deadlock, a lock that did not come free in time: nothing was done, do it again. */
const AGAIN = new Set(['40001', '40P01', '55P03']);
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 200;

export interface Tries {
  /** Transactions that committed or failed for good, and tries that had to be done again. */
  readonly transactions: number;
  readonly repeated: number;
}

export interface OrderedTransactions extends Transactions {
  readonly transaction: Store['transaction'];
  tries(): Tries;
}

interface Options {
  readonly limitMs: number;
  /** Every write is refused; nobody is made to wait. */
  readonly readOnly?: boolean;
  readonly random?: () => number;
}

/**
 * Transactions that write run one after the other over all processes, as on SQLite. READ COMMITTED, so that every statement
 * sees what the one before has committed. SERIALIZABLE keeps the same promise by refusing some of what runs side by side; with
 * our short transactions the refused work cost far more than the turn does. 'plain' and 'read' go beside them, without a turn.
 */
export function makeOrdered(
  db: Kysely<Schema>,
  { limitMs, readOnly = false, random = Math.random }: Options,
): OrderedTransactions {
  let transactions = 0;
  let repeated = 0;

  async function perform<T>(once: (tries: number) => Promise<T>): Promise<T> {
    transactions += 1;
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

  const framed = (begin: Begin) => frameTransactions({ limitMs, begin, perform });
  const read = framed((inside) => asOfOneMoment(db, inside));
  const plain = readOnly ? read : framed((inside) => db.transaction().execute(inside));
  const inTurn = readOnly ? read : framed(makeTurns(db));
  const ways = { plain, read };
  return {
    transaction: (work, how) => (how === undefined ? inTurn : ways[how]).transaction(work),
    afterCommit: inTurn.afterCommit,
    tries: () => ({ transactions, repeated }),
    async end() {
      await Promise.all([inTurn, plain, read].map((each) => each.end()));
    },
  };
}

function asOfOneMoment<T>(db: Kysely<Schema>, inside: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(inside);
}
