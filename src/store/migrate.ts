import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { ResponderError } from '../domain/errors.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';

type Migrations = typeof migrations;

/** Which migrations the data has, which are missing. Throws ResponderError when a newer program wrote it. */
export async function readVersion(db: Kysely<Schema>, wanted: Migrations = migrations): Promise<Version> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const known = tables.some(({ name }) => name === 'kysely_migration');
  const rows = known ? (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows : [];
  const done = rows.map(({ name }) => name).sort();
  const unknown = done.find((name) => !(name in wanted));
  if (unknown !== undefined) {
    throw new ResponderError('bad-config', { id: 'store/newer-data', args: { version: unknown } });
  }
  return { done, missing: Object.keys(wanted).filter((name) => !done.includes(name)) };
}

export interface Version {
  readonly done: readonly string[];
  readonly missing: readonly string[];
}

/** Brings the data to this program's schema, all or nothing. `copy` is called first where data exists already. */
export async function migrate(
  db: Kysely<Schema>,
  copy: (nextMigration: string) => void,
  wanted: Migrations = migrations,
): Promise<void> {
  const { done, missing } = await readVersion(db, wanted);
  const [next] = missing;
  if (next === undefined) return;
  if (done.length > 0) copy(next);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...wanted }) },
  }).migrateToLatest();
  if (error !== undefined) throw new Error('the database could not be migrated; nothing was changed', { cause: error });
}
