import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { exitCodeOfError } from '../../src/cli/exit-codes.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { kyselyOverPool, makePool } from '../../src/store/postgres.ts';
import { refuseUnsafe } from '../../src/store/postgres-refusals.ts';
import type { Schema } from '../../src/store/schema.ts';
import { anEvent, anIncident } from '../store/samples.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

const kyselyAt = (url: string) =>
  kyselyOverPool(makePool({ url, max: 2, statementMs: 5000, onError: () => undefined }));
const tablesAt = async (url: string) =>
  (await ask(url, `select tablename from pg_tables where schemaname = 'public' order by 1`)).rows.map(
    ({ tablename }) => tablename,
  );

describe('opening the store on PostgreSQL', () => {
  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'refuses a server with %s off, and names it',
    async (name) => {
      const unsafe = await startCluster({ settings: { [name]: 'off' } });
      try {
        await expect(openPostgres({ url: unsafe.url })).rejects.toMatchObject({
          code: 'bad-config',
          said: { id: 'store/not-durable', args: { name, value: 'off' } },
        });
        expect(await tablesAt(unsafe.url)).toEqual([]);
      } finally {
        await unsafe.stop();
      }
    },
  );

  it('refuses a role for which commits are not waited for, on a server that is safe', async () => {
    const url = await cluster.createDatabase();
    await ask(
      url,
      `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
    );

    await expect(openPostgres({ url })).rejects.toMatchObject({ said: { args: { name: 'synchronous_commit' } } });
  });

  it('takes a server that waits for a second one as well', async () => {
    const url = await cluster.createDatabase();
    await ask(
      url,
      `do $$ begin execute format('alter database %I set synchronous_commit = remote_apply', current_database()); end $$`,
    );

    await (await openPostgres({ url })).close();
  });

  it('refuses an old server', async () => {
    const old = { rows: [{ name: 'server_version_num', setting: '140012' }] };
    const db = { ...kyselyThatAnswers(old) } as unknown as Kysely<Schema>;

    await expect(refuseUnsafe(db, 'db/bot')).rejects.toMatchObject({
      code: 'bad-config',
      said: { id: 'store/old-postgres', args: { version: 14, needed: 15 } },
    });
  });

  it('says that nothing answers, which is no bug of ours', async () => {
    const refused = openPostgres({ url: 'postgres://bot:secret@127.0.0.1:1/bot' });

    await expect(refused).rejects.toMatchObject({
      code: 'database-away',
      said: { id: 'store/database-away', args: { where: '127.0.0.1:1/bot' } },
    });
    expect(exitCodeOfError('database-away')).toBe(69);
  });

  it('says that the database does not exist, as the server puts it', async () => {
    const refused = openPostgres({ url: cluster.url.replace(/postgres$/, 'nothing') });

    await expect(refused).rejects.toMatchObject({
      said: { id: 'store/database-refuses', args: { why: expect.stringContaining('nothing') } },
    });
  });

  it.each(['', 'bot', 'mysql://u@h/d', 'http://h/d'])('refuses the address %j', async (url) => {
    await expect(openPostgres({ url })).rejects.toMatchObject({ code: 'bad-config', said: { id: 'store/bad-url' } });
  });

  it.each([false, true])('refuses data that a newer program wrote (readOnly: %s)', async (readOnly) => {
    const url = await cluster.createDatabase();
    await (await openPostgres({ url })).close();
    await ask(url, `insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')`);

    await expect(openPostgres({ url, readOnly })).rejects.toMatchObject({
      said: { id: 'store/newer-data', args: { version: '9999-later' } },
    });
  });

  it('reads beside a bot, makes nothing and refuses to write', async () => {
    const url = await cluster.createDatabase();
    await expect(openPostgres({ url, readOnly: true })).rejects.toMatchObject({ said: { id: 'store/no-data-there' } });
    expect(await tablesAt(url)).toEqual([]);
    const bot = await openPostgres({ url });
    await bot.transaction((tx) => bot.incidents.create(tx, anIncident()));

    const reader = await openPostgres({ url, readOnly: true });

    expect(await reader.transaction((tx) => reader.incidents.get(tx, 'inc_1'))).toEqual(anIncident());
    await expect(reader.transaction((tx) => reader.timeline.append(tx, anEvent()))).rejects.toThrow('read-only');
    await reader.close();
    await bot.close();
  });
});

describe('migrating', () => {
  it('is done once when four processes start at once on an empty database', async () => {
    const url = await cluster.createDatabase();

    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgres({ url })));

    const done = (await ask(url, 'select name from kysely_migration order by 1')).rows.map(({ name }) => name);
    expect(done).toEqual(Object.keys(migrations).sort());
    for (const store of stores) await store.close();
  });

  it('leaves nothing of a migration that fails, nor of those beside it, and can be tried again', async () => {
    const url = await cluster.createDatabase();
    const db = kyselyAt(url);
    await migrate(db, () => undefined);
    const before = await tablesAt(url);
    const runs = (text: string): Migration => ({
      up: (on) =>
        sql
          .raw(text)
          .execute(on)
          .then(() => undefined),
    });
    const good = { ...migrations, '9998-good': runs('create table good (id text)') };
    const broken = { ...good, '9999-breaks': runs('create table half (id text); this is no sql') };

    await expect(migrate(db, () => undefined, broken)).rejects.toThrow('nothing was changed');
    expect(await tablesAt(url)).toEqual(before);

    await migrate(db, () => undefined, good);
    expect(await tablesAt(url)).toContain('good');
    await db.destroy();
  });
});

/** A database that has only this to say. */
function kyselyThatAnswers(result: object) {
  const executor = {
    transformQuery: (node: unknown) => node,
    compileQuery: () => ({ sql: '', parameters: [] }),
    executeQuery: async () => result,
  };
  return { getExecutor: () => executor };
}
