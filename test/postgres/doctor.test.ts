import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Found } from '../../src/domain/doctor.ts';
import { say } from '../../src/messages/say.ts';
import { standingOf } from '../../src/store/doctor.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
let url = '';
beforeAll(async () => {
  cluster = await startCluster();
  url = await cluster.createDatabase();
  const store = await openPostgres({ url });
  await store.close();
});
afterEach(async () => {
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await ask(cluster.url, `alter system reset ${name}`);
  await ask(cluster.url, 'select pg_reload_conf()');
});
afterAll(() => cluster.stop());

const dates: string[] = [];
async function look(databaseUrl = url) {
  const standing = await standingOf({ dataDir: '/nowhere', databaseUrl, onDate: (date) => dates.push(date) });
  await standing.store?.close();
  return standing;
}

const states = (found: readonly Found[]) => found.map(({ id, state }) => `${state} ${id}`);
const fixes = (found: readonly Found[]) => found.flatMap(({ fix }) => (fix === null ? [] : [say('en', fix)]));
const set = async (name: string, value: string) => {
  await ask(cluster.url, `alter system set ${name} = ${value}`);
  await ask(cluster.url, 'select pg_reload_conf()');
};
const at = (changes: (parsed: URL) => void) => {
  const parsed = new URL(url);
  changes(parsed);
  return parsed.href;
};

describe('the doctor at a PostgreSQL', () => {
  it('finds a server in order, reads it beside the bots and tells its clock', async () => {
    const { found, store, hasRun, botRuns } = await look();

    expect(states(found)).toEqual(['ok store/postgres', 'ok store/postgres-durable', 'ok store/schema']);
    expect({ hasRun, botRuns, isRead: store !== null }).toEqual({ hasRun: true, botRuns: false, isRead: true });
    expect(Math.abs(Date.parse(dates.at(-1) ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('notices a bot that is connected', async () => {
    const bot = await openPostgres({ url });
    await bot.transaction((tx) => bot.inbox.get(tx, 'none'));

    const { botRuns } = await look();

    await bot.close();
    expect(botRuns).toBe(true);
  });

  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    it(`calls ${name} = off by its name, with the statement that mends it`, async () => {
      await set(name, 'off');

      const { found } = await look();

      expect(states(found)).toEqual(['failed store/postgres-setting', 'ok store/schema']);
      expect(fixes(found)).toEqual([`alter system set ${name} = on; select pg_reload_conf();`]);
    });
  }

  it('tells a server that is away from one that refuses', async () => {
    const away = await look(at((parsed) => (parsed.port = '9')));
    const noDatabase = await look(at((parsed) => (parsed.pathname = '/nothing')));
    const noUser = await look(at((parsed) => (parsed.username = 'nobody_here')));
    const noUrl = await look('mysql://127.0.0.1/x');

    expect(states([...away.found, ...noDatabase.found, ...noUser.found, ...noUrl.found])).toEqual([
      'failed store/postgres-away',
      'failed store/postgres-no-database',
      'failed store/postgres-refuses',
      'failed store/bad-url',
    ]);
    expect(fixes(noDatabase.found)).toEqual(['create database "nothing";']);
  });

  it('tells a user without rights, and a database that takes no writes', async () => {
    const database = new URL(url).pathname.slice(1);
    await ask(cluster.url, 'create role weak login');
    const weak = await look(at((parsed) => (parsed.username = 'weak')));
    await ask(cluster.url, `alter database ${database} set default_transaction_read_only = on`);
    const readOnly = await look();
    await ask(cluster.url, `alter database ${database} reset default_transaction_read_only`);

    expect(states(weak.found)).toContain('failed store/postgres-rights');
    expect(fixes(weak.found)).toContain('grant create on schema public to "weak";');
    expect(states(readOnly.found)).toEqual(['failed store/postgres-read-only', 'ok store/schema']);
  });

  it('tells tables of another version from none, and leaves nothing behind', async () => {
    const empty = await cluster.createDatabase();
    const none = await look(empty);
    const { rows } = await ask(empty, `select count(*) as count from pg_tables where schemaname = 'public'`);
    await ask(url, `insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`);
    const newer = await look();
    await ask(url, `delete from kysely_migration where name >= '9999' or name = '0006-doctor'`);
    const older = await look();

    expect(states(none.found)).toContain('off store/none-yet');
    expect(Number(rows[0]?.count)).toBe(0);
    expect(states(newer.found)).toContain('failed store/schema-newer');
    expect(states(older.found)).toContain('failed store/schema-older');
  });
});
