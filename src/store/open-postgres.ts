import type { Kysely } from 'kysely';
import { fromKysely } from 'pg-boss';
import { ResponderError } from '../domain/errors.ts';
import type { SharedStore } from '../domain/job-rows.ts';
import { migrate, readVersion } from './migrate.ts';
import { makeOrdered } from './one-after-the-other.ts';
import { kyselyOverPool, makePool } from './postgres.ts';
import { placeOf, refuseUnsafe } from './postgres-refusals.ts';
import type { Schema } from './schema.ts';
import { sharedJobRows } from './shared-job-rows.ts';
import { tables } from './tables.ts';
import { trxOf } from './transactions.ts';

const TRANSACTION_LIMIT_MS = 15_000;
const STATEMENT_MS = 8000;
const CONNECTIONS = 10;
/** Others may be migrating: their lock is waited for. */
const OPENING_MS = 120_000;

export interface PostgresOptions {
  /** postgres://user:password@host:port/database?sslmode=… */
  readonly url: string;
  /** For the command line beside running bots: no migration, every write is refused. */
  readonly readOnly?: boolean;
  /** Told of connections that broke while nobody used them; the store goes on with new ones. */
  readonly onError?: (error: Error) => void;
}

/**
 * Opens the store on PostgreSQL 15 or later, making or migrating its tables as needed; several processes may do so at once.
 * Rejects with ResponderError 'database-away', or 'bad-config' for a server or data that this program must not work with.
 */
export async function openPostgres(options: PostgresOptions): Promise<SharedStore> {
  const { url, readOnly = false, onError = () => undefined } = options;
  await prepare(url, readOnly);
  const pool = makePool({ url, max: CONNECTIONS, statementMs: STATEMENT_MS, onError });
  const db = kyselyOverPool(pool);
  const { transaction, afterCommit, tries, end } = makeOrdered(db, { limitMs: TRANSACTION_LIMIT_MS, readOnly });
  return {
    transaction,
    afterCommit,
    ...tables,
    jobRows: sharedJobRows,
    sqlOf: (tx) => fromKysely(trxOf(tx).withoutPlugins()),
    tries,
    async close() {
      await end();
      await db.destroy();
    },
  };
}

/** On a connection of its own, which may wait long: the checks of the server, then the schema. */
async function prepare(url: string, readOnly: boolean): Promise<void> {
  const where = placeOf(url);
  const db = kyselyOverPool(makePool({ url, max: 1, statementMs: OPENING_MS, onError: () => undefined }));
  try {
    await refuseUnsafe(db, where);
    await (readOnly ? refuseOther(db, where) : migrate(db, () => undefined));
  } finally {
    await db.destroy();
  }
}

/** Throws unless the tables are exactly those of this program. */
async function refuseOther(db: Kysely<Schema>, where: string): Promise<void> {
  const { done, missing } = await readVersion(db);
  if (done.length === 0) throw new ResponderError('bad-config', { id: 'store/no-data-there', args: { where } });
  if (missing.length > 0) throw new ResponderError('bad-config', { id: 'store/older-data', args: { dir: where } });
}
