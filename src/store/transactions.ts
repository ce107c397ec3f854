import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely, Transaction } from 'kysely';
import type { Store, Tx } from '../domain/ports.ts';
import type { Schema } from './schema.ts';

interface OpenTx {
  readonly trx: Transaction<Schema>;
  readonly afterCommit: (() => void)[];
  over: boolean;
}

const opened = new WeakMap<Tx, OpenTx>();

/** The Kysely transaction behind a `Tx`. Throws when that one is over: the write would belong to nothing. */
export function trxOf(tx: Tx): Transaction<Schema> {
  return entryOf(tx).trx;
}

function entryOf(tx: Tx): OpenTx {
  const entry = opened.get(tx);
  if (entry === undefined) throw new Error('this is no transaction of the store');
  if (entry.over) throw new Error('this transaction is over; every call has to be awaited inside it');
  return entry;
}

export interface Transactions extends Pick<Store, 'transaction' | 'afterCommit'> {
  /** Refuses new transactions and waits for those that were asked for before. */
  end(): Promise<void>;
}

/** Begins a transaction of the database at hand, and commits it when `inside` has resolved. */
export type Begin = <T>(inside: (trx: Transaction<Schema>) => Promise<T>, tries: number) => Promise<T>;

interface Frame {
  readonly begin: Begin;
  /** A transaction that takes longer is rolled back: it holds up others. */
  readonly limitMs: number;
  /** What becomes of a try: in which order, and how often. */
  readonly perform: <T>(once: (tries: number) => Promise<T>) => Promise<T>;
}

/** What all databases have in common: the proof of being inside, the hooks, the refusal of a transaction in another. */
export function frameTransactions({ begin, limitMs, perform }: Frame): Transactions {
  const current = new AsyncLocalStorage<OpenTx>();
  const going = new Set<Promise<unknown>>();
  let ended = false;

  /** The hooks belong to this try: those of a try that is run again are never called. */
  async function once<T>(work: (tx: Tx) => Promise<T>, tries: number): Promise<T> {
    let hooks: (() => void)[] = [];
    const result = await begin(async (trx) => {
      hooks = [];
      const entry: OpenTx = { trx, afterCommit: hooks, over: false };
      const tx = {} as Tx;
      opened.set(tx, entry);
      try {
        return await within(
          limitMs,
          current.run(entry, () => work(tx)),
        );
      } finally {
        entry.over = true;
      }
    }, tries);
    for (const hook of hooks) queueMicrotask(hook);
    return result;
  }

  return {
    async transaction(work) {
      if (ended) throw new Error('the store is closed');
      // It would wait for the one that it is called from, for ever.
      if (current.getStore()?.over === false) throw new Error('a transaction inside a transaction: pass the tx on');
      const result = perform((tries) => once(work, tries));
      const settled = result.catch(() => undefined);
      going.add(settled);
      void settled.then(() => going.delete(settled));
      return result;
    },
    afterCommit(tx, hook) {
      entryOf(tx).afterCommit.push(hook);
    },
    async end() {
      ended = true;
      await Promise.all(going);
    },
  };
}

interface Options {
  readonly limitMs: number;
  /** Called before each begin. */
  readonly clear: () => void;
}

/** Runs transactions one after the other, in the order they were asked for: SQLite has one writer and one connection. */
export function makeTransactions(db: Kysely<Schema>, { limitMs, clear }: Options): Transactions {
  let tail: Promise<unknown> = Promise.resolve();
  return frameTransactions({
    limitMs,
    begin: (inside) => {
      clear();
      return db.transaction().execute(inside);
    },
    perform: (once) => {
      const result = tail.then(() => once(1));
      tail = result.catch(() => undefined);
      return result;
    },
  });
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`a transaction took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
