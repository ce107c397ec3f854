import { type Kysely, sql, type Transaction } from 'kysely';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';
import type { Begin } from './transactions.ts';

/** Names the lock that stands for the turn. */
const TURN = 502_502;
/** Of one turn. The other processes wait for all of them. */
const MOST_TOGETHER = 20;
/** A constraint that is only looked at with the commit. */
const BROKEN_RULE = /^23/;

interface Waiting {
  readonly inside: (trx: Transaction<Schema>) => Promise<unknown>;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One at a time over all processes: PostgreSQL gives the turn back with the end of the transaction, also when its process
 * dies. What waits in this process when its turn comes shares it: one after the other, each undone by itself when it fails,
 * and one commit for all. The more has to be written, the less each waits for the disk.
 */
export function makeTurns(db: Kysely<Schema>): Begin {
  const waiting: Waiting[] = [];
  let isGoing = false;

  async function go(): Promise<void> {
    isGoing = true;
    while (waiting.length > 0) await share(waiting.splice(0, MOST_TOGETHER));
    isGoing = false;
  }

  /** Never rejects. */
  async function share(together: readonly Waiting[]): Promise<void> {
    try {
      const tell = await db.transaction().execute((trx) => inTurn(trx, together));
      for (const each of tell) each();
    } catch (error) {
      await refused(together, error);
    }
  }

  async function refused(together: readonly Waiting[], error: unknown): Promise<void> {
    const isOnesFault = together.length > 1 && BROKEN_RULE.test(codeOf(error) ?? '');
    for (const one of together) await (isOnesFault ? share([one]) : one.reject(error));
  }

  return (inside) =>
    new Promise((resolve, reject) => {
      waiting.push({ inside, resolve, reject });
      if (!isGoing) void go();
    });
}

/** Gives what is to be told once all of it has committed. */
async function inTurn(trx: Transaction<Schema>, together: readonly Waiting[]): Promise<readonly (() => void)[]> {
  await sql`select pg_advisory_xact_lock(${TURN})`.execute(trx);
  const perform = together.length === 1 ? whole : apart;
  const ended: (() => void)[] = [];
  for (const one of together) ended.push(await perform(trx, one));
  return ended;
}

async function whole(trx: Transaction<Schema>, { inside, resolve }: Waiting): Promise<() => void> {
  const result = await inside(trx);
  return () => resolve(result as never);
}

async function apart(trx: Transaction<Schema>, one: Waiting): Promise<() => void> {
  await sql`savepoint mine`.execute(trx);
  try {
    const tell = await whole(trx, one);
    await sql`release savepoint mine`.execute(trx);
    return tell;
  } catch (error) {
    // Without a connection there is nothing to undo: the first error says why.
    await sql`rollback to savepoint mine`.execute(trx).catch(() => Promise.reject(error));
    return () => one.reject(error);
  }
}
