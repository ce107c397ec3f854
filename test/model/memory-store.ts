import { CamelCasePlugin, Kysely } from 'kysely';
import type { EmbeddedStore } from '../../src/domain/job-rows.ts';
import { jobRows } from '../../src/store/job-rows.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openSqlite, TransactionalSqliteDialect } from '../../src/store/sqlite.ts';
import { tables } from '../../src/store/tables.ts';
import { makeTransactions } from '../../src/store/transactions.ts';

/** The real store over a database in memory: opened once, emptied for each run. */
export interface MemoryStore {
  readonly store: EmbeddedStore;
  empty(): void;
  /** Beside the store, for those who look from outside. */
  all<T>(sql: string): readonly T[];
  close(): Promise<void>;
}

export async function openMemoryStore(): Promise<MemoryStore> {
  const sqlite = openSqlite(':memory:', { readOnly: false });
  const db = new Kysely<Schema>({
    dialect: new TransactionalSqliteDialect({ database: sqlite }),
    plugins: [new CamelCasePlugin()],
  });
  await migrate(db, () => undefined);
  const { transaction, afterCommit } = makeTransactions(db, {
    limitMs: 10_000,
    clear: () => sqlite.clearTransaction(),
  });
  const all = <T>(sql: string) => sqlite.prepare(sql).all([]) as readonly T[];
  const isOurs = (name: string) => !name.startsWith('kysely') && !name.startsWith('sqlite');
  const names = all<{ name: string }>(`select name from sqlite_master where type = 'table'`)
    .map(({ name }) => name)
    .filter(isOurs);
  const store: EmbeddedStore = {
    ...tables,
    transaction,
    afterCommit,
    jobRows,
    backup: () => Promise.reject(new Error('nothing to keep')),
    close: async () => undefined,
  };
  return {
    store,
    all,
    empty() {
      sqlite.prepare('pragma foreign_keys = off').run([]);
      for (const name of names) sqlite.prepare(`delete from ${name}`).run([]);
      sqlite.prepare('pragma foreign_keys = on').run([]);
    },
    close: () => db.destroy(),
  };
}
