import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import type { Schema } from '../../src/store/schema.ts';
import { openSqlite, type Sqlite, TransactionalSqliteDialect } from '../../src/store/sqlite.ts';
import { makeTransactions, trxOf } from '../../src/store/transactions.ts';
import { temporaryDir } from './temporary.ts';

describe('makeTransactions', () => {
  let sqlite: Sqlite;
  let db: Kysely<Schema>;
  beforeEach(async () => {
    sqlite = openSqlite(join(temporaryDir(), 'test.db'), { readOnly: false });
    db = new Kysely<Schema>({ dialect: new TransactionalSqliteDialect({ database: sqlite }) });
    await sql`create table mark (id text primary key references mark (id) deferrable initially deferred)`.execute(db);
    await sql`create table child (mark text references mark (id) deferrable initially deferred)`.execute(db);
    sqlite.demandTransactions();
  });
  afterEach(() => db.destroy());

  const make = (limitMs = 5000) => makeTransactions(db, { limitMs, clear: () => sqlite.clearTransaction() });
  const insert = (id: string) => sql`insert into mark values (${id})`;
  const marks = async ({ transaction }: ReturnType<typeof make>) => {
    const { rows } = await transaction((tx) => sql<{ id: string }>`select id from mark`.execute(trxOf(tx)));
    return rows.map(({ id }) => id);
  };

  it('works on a database that syncs every commit and holds foreign keys', async () => {
    const pragma = (name: string) =>
      make().transaction(async (tx) => (await sql.raw<object>(`pragma ${name}`).execute(trxOf(tx))).rows);

    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
  });

  it('rolls back a transaction that does not end, and serves the next', async () => {
    const transactions = make(20);

    const hangs = transactions.transaction(async (tx) => {
      await insert('a').execute(trxOf(tx));
      await new Promise(() => undefined);
    });

    await expect(hangs).rejects.toThrow('longer than 20 ms');
    expect(await marks(transactions)).toEqual([]);
  });

  it('goes on after a commit that the database refused', async () => {
    const transactions = make();

    const refused = transactions.transaction((tx) => sql`insert into child values ('nobody')`.execute(trxOf(tx)));
    await expect(refused).rejects.toThrow(/FOREIGN KEY/i);
    await transactions.transaction((tx) => insert('a').execute(trxOf(tx)));

    expect(await marks(transactions)).toEqual(['a']);
  });

  it('goes on after something left a transaction open', async () => {
    const transactions = make();
    sqlite.prepare('begin').run([]);

    await transactions.transaction((tx) => insert('a').execute(trxOf(tx)));

    expect(await marks(transactions)).toEqual(['a']);
  });

  it('refuses a query that nobody awaited and that comes after the end', async () => {
    await expect(insert('outside').execute(db)).rejects.toThrow('outside its transaction');
    expect(await marks(make())).toEqual([]);
  });

  it('finishes what was asked for before it ends', async () => {
    const transactions = make();
    const all = ['a', 'b', 'c'].map((id) => transactions.transaction((tx) => insert(id).execute(trxOf(tx))));

    await transactions.end();

    await Promise.all(all);
    expect(await marks(make())).toEqual(['a', 'b', 'c']);
  });
});
