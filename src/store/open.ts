import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely } from 'kysely';
import { ResponderError } from '../domain/errors.ts';
import type { EmbeddedStore } from '../domain/job-rows.ts';
import { jobRows } from './job-rows.ts';
import { lockDataDir } from './lock.ts';
import { migrate, readVersion } from './migrate.ts';
import type { Schema } from './schema.ts';
import { freeSenders } from './sender.ts';
import { openSqlite, type Sqlite, TransactionalSqliteDialect } from './sqlite.ts';
import { tables } from './tables.ts';
import { makeTransactions } from './transactions.ts';

const TRANSACTION_LIMIT_MS = 10_000;

export interface StoreOptions {
  readonly dataDir: string;
  /** For the command line beside a running bot: no lock, no migration, every write throws. */
  readonly readOnly?: boolean;
}

/**
 * Opens the embedded store, making or migrating it as needed, and keeps the directory to this process until `close`.
 * Throws ResponderError 'data-in-use', or 'bad-config' when there is nothing to read or another version wrote it.
 */
export async function openStore({ dataDir, readOnly = false }: StoreOptions): Promise<EmbeddedStore> {
  const file = join(dataDir, 'fiveohtwo.db');
  if (readOnly) return openToRead(dataDir, file);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const lock = lockDataDir(dataDir);
  try {
    const sqlite = openSqlite(file, { readOnly });
    chmodSync(file, 0o600);
    const upToDate = async (db: Kysely<Schema>) => {
      await migrate(db, (next) => copyBefore(sqlite, dataDir, next));
      await freeSenders(db);
    };
    return await storeOver(sqlite, upToDate, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Copies the data into a new file, also while a bot runs. Throws ResponderError 'usage' when the file exists. */
export async function backupStore(dataDir: string, path: string): Promise<void> {
  if (existsSync(path)) throw new ResponderError('usage', { id: 'store/backup-exists', args: { path } });
  const store = await openStore({ dataDir, readOnly: true });
  try {
    await store.backup(path);
  } finally {
    await store.close();
  }
}

async function openToRead(dataDir: string, file: string): Promise<EmbeddedStore> {
  if (!existsSync(file)) throw new ResponderError('bad-config', { id: 'store/no-data', args: { dir: dataDir } });
  const isUpToDate = async (db: Kysely<Schema>) => {
    const { missing } = await readVersion(db);
    if (missing.length === 0) return;
    throw new ResponderError('bad-config', { id: 'store/older-data', args: { dir: dataDir } });
  };
  return storeOver(openSqlite(file, { readOnly: true }), isUpToDate, () => undefined);
}

function kyselyOver(sqlite: Sqlite): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new TransactionalSqliteDialect({ database: sqlite }),
    plugins: [new CamelCasePlugin()],
  });
}

/** The way back when a migration turns out to be wrong. */
function copyBefore(sqlite: Sqlite, dataDir: string, migration: string): void {
  const path = join(dataDir, `before-${migration}.db`);
  // Left by an earlier try that then failed: it holds the same.
  rmSync(path, { force: true });
  sqlite.vacuumInto(path);
  chmodSync(path, 0o600);
}

/** `prepare` sees to the schema; when it throws, the file is closed again. */
async function storeOver(
  sqlite: Sqlite,
  prepare: (db: Kysely<Schema>) => Promise<void>,
  release: () => void,
): Promise<EmbeddedStore> {
  const db = kyselyOver(sqlite);
  try {
    await prepare(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  sqlite.demandTransactions();
  const { transaction, afterCommit, end } = makeTransactions(db, {
    limitMs: TRANSACTION_LIMIT_MS,
    clear: () => sqlite.clearTransaction(),
  });
  return {
    transaction,
    afterCommit,
    ...tables,
    jobRows,
    backup: (path) => sqlite.backupTo(path),
    async close() {
      await end();
      await db.destroy();
      release();
    },
  };
}
