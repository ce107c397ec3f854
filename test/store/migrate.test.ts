import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openSqlite, type Sqlite, TransactionalSqliteDialect } from '../../src/store/sqlite.ts';
import { temporaryDir } from './temporary.ts';

const adds: Migration = { up: (db: Kysely<unknown>) => run(db, 'create table one (id text primary key)') };
const breaks: Migration = {
  async up(db: Kysely<unknown>) {
    await run(db, 'create table two (id text primary key)');
    await run(db, `insert into two values ('half')`);
    await run(db, 'this is no sql');
  },
};

async function run(db: Kysely<unknown>, text: string): Promise<void> {
  await sql.raw(text).execute(db);
}

describe('migrate', () => {
  let file: string;
  let sqlite: Sqlite;
  let db: Kysely<Schema>;
  beforeEach(() => {
    file = join(temporaryDir(), 'test.db');
    sqlite = openSqlite(file, { readOnly: false });
    db = new Kysely<Schema>({ dialect: new TransactionalSqliteDialect({ database: sqlite }) });
  });
  afterEach(() => db.destroy());

  const tables = async () => (await db.introspection.getTables()).map(({ name }) => name).sort();
  const noCopy = () => {
    throw new Error('there was nothing to copy');
  };

  it('makes an empty database without copying it', async () => {
    await migrate(db, noCopy);

    expect(await tables()).toEqual(
      [
        'action_item',
        'alarm',
        'alarm_group',
        'alarm_lane',
        'alarm_turn',
        'bundle',
        'card',
        'check_run',
        'doctor_ping',
        'doctor_run',
        'home',
        'inbox',
        'incident',
        'installation',
        'job',
        'mute',
        'outbox',
        'runbook_run',
        'schedule',
        'sender',
        'timeline',
        'workspace_of',
      ].sort(),
    );
  });

  it('does nothing, and copies nothing, when all is done already', async () => {
    await migrate(db, noCopy);

    await migrate(db, noCopy);

    expect(await tables()).toContain('timeline');
  });

  it('copies what is there before it changes it', async () => {
    await migrate(db, noCopy);
    const copy = `${file}.copy`;
    const asked: string[] = [];

    const copyNow = (next: string) => {
      asked.push(next);
      sqlite.vacuumInto(copy);
    };
    await migrate(db, copyNow, { ...migrations, '9998-adds': adds });

    expect(asked).toEqual(['9998-adds']);
    const before = new DatabaseSync(copy, { readOnly: true });
    const names = before.prepare(`select name from sqlite_master where type = 'table'`).all();
    expect(names).toContainEqual(expect.objectContaining({ name: 'timeline' }));
    expect(names).not.toContainEqual(expect.objectContaining({ name: 'one' }));
    before.close();
    expect(await tables()).toContain('one');
  });

  it('leaves nothing of a migration that fails, nor of those beside it, and can be tried again', async () => {
    await migrate(db, noCopy);
    const asBefore = await tables();
    const broken = { ...migrations, '9998-adds': adds, '9999-breaks': breaks };

    await expect(migrate(db, () => undefined, broken)).rejects.toThrow('nothing was changed');
    expect(await tables()).toEqual(asBefore);

    await migrate(db, () => undefined, { ...migrations, '9998-adds': adds });
    expect(await tables()).toContain('one');
  });
});
