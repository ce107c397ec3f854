import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { ResponderError } from '../domain/errors.ts';
import { bundleRow } from './bundle-rows.ts';
import { makeBundleStore } from './bundles.ts';
import { copyTable, sumTable, type TableSum, tablesOf } from './copy.ts';
import { lockDataDir } from './lock.ts';
import { migrate, readVersion } from './migrate.ts';
import { kyselyOverPool, makePool } from './postgres.ts';
import { placeOf, refuseUnsafe } from './postgres-refusals.ts';
import type { Schema } from './schema.ts';
import { openSqlite, TransactionalSqliteDialect } from './sqlite.ts';

const STATEMENT_MS = 10 * 60_000;
/** The schedules of a bot that has only been started are no data. */
const MAY_HOLD_ROWS = new Set(['schedule', 'doctor_run', 'doctor_ping']);

export interface Moved {
  readonly tables: readonly TableSum[];
  /** Files of runs that became rows. */
  readonly bundles: number;
}

/**
 * Copies the embedded store of a stopped bot into an empty PostgreSQL: all of it, compared row by row, or nothing. The
 * source stays as it was. Rejects with ResponderError 'data-in-use', 'bad-config' or 'database-away'.
 */
export async function moveStore(dataDir: string, url: string): Promise<Moved> {
  const where = placeOf(url);
  const file = join(dataDir, 'fiveohtwo.db');
  if (!existsSync(file)) throw new ResponderError('bad-config', { id: 'store/no-data', args: { dir: dataDir } });
  const lock = lockDataDir(dataDir);
  const source = kyselyOverFile(file);
  const target = kyselyOverPool(makePool({ url, max: 2, statementMs: STATEMENT_MS, onError: () => undefined }));
  try {
    await migrate(source, () => undefined);
    await refuseUnsafe(target, where);
    await refuseUsed(target, where);
    await migrate(target, () => undefined);
    await refuseFilled(target, where);
    return await target.transaction().execute(async (to) => {
      for (const name of MAY_HOLD_ROWS) await sql`delete from ${sql.table(name)}`.execute(to);
      const tables = await copyAll(source, to);
      return { tables, bundles: await copyFileBundles(dataDir, to) };
    });
  } finally {
    await source.destroy();
    await target.destroy();
    lock.release();
  }
}

/**
 * Writes all that PostgreSQL holds at one moment into a new file that the embedded bot can open, while the bots go on.
 * Rejects with ResponderError 'usage' when the file exists.
 */
export async function backupPostgres(url: string, path: string): Promise<Moved> {
  const where = placeOf(url);
  if (existsSync(path)) throw new ResponderError('usage', { id: 'store/backup-exists', args: { path } });
  const source = kyselyOverPool(makePool({ url, max: 1, statementMs: STATEMENT_MS, onError: () => undefined }));
  try {
    await refuseUnsafe(source, where);
    await refuseOther(source, where);
    await mkdir(dirname(path), { recursive: true });
    // Made first, so that it is never readable for others and never takes the place of a file.
    await (await open(path, 'wx', 0o600)).close();
    return await writeFile(source, path);
  } finally {
    await source.destroy();
  }
}

async function writeFile(source: Kysely<Schema>, path: string): Promise<Moved> {
  const target = kyselyOverFile(path);
  try {
    await migrate(target, () => undefined);
    const snapshot = source.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    return await snapshot.execute((from) =>
      target.transaction().execute(async (to) => ({ tables: await copyAll(from, to), bundles: 0 })),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await target.destroy();
  }
}

/** Throws, and with that takes everything back, when what arrived is not what was read. */
async function copyAll(from: Kysely<Schema>, to: Kysely<Schema>): Promise<readonly TableSum[]> {
  const sums: TableSum[] = [];
  for (const table of await tablesOf(from)) {
    const read = await copyTable(from, to, table);
    const written = await sumTable(to, table);
    if (read.hash !== written.hash || read.rows !== written.rows) {
      throw new Error(`the copy of ${table.name} differs: ${read.rows} rows read, ${written.rows} written`);
    }
    sums.push(written);
  }
  return sums;
}

async function countOf(db: Kysely<Schema>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** The embedded bot keeps bundles as files; those that its table holds already come with the tables. */
async function copyFileBundles(dataDir: string, to: Kysely<Schema>): Promise<number> {
  const bundles = makeBundleStore(dataDir);
  let count = 0;
  const names = await readdir(join(dataDir, 'runs')).catch(() => []);
  for (const id of names.filter((name) => /^run_\w+$/.test(name))) {
    // What was cut off or damaged could not be read by anybody before either.
    const loaded = await bundles.load(id).catch(() => undefined);
    if (loaded === undefined) continue;
    const row = await bundleRow(loaded.bundle);
    if (row.digest !== loaded.digest) throw new Error(`the bundle ${id} changed on the way`);
    await to
      .insertInto('bundle')
      .values(row)
      .onConflict((on) => on.column('id').doNothing())
      .execute();
    count += 1;
  }
  return count;
}

function kyselyOverFile(file: string): Kysely<Schema> {
  const database = openSqlite(file, { readOnly: false });
  return new Kysely<Schema>({
    dialect: new TransactionalSqliteDialect({ database }),
    plugins: [new CamelCasePlugin()],
  });
}

/** Two minds about one incident would be worse than a stop of a minute. */
async function refuseUsed(db: Kysely<Schema>, where: string): Promise<void> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = 'fiveohtwo jobs'`.execute(db);
  if (rows.length > 0) throw new ResponderError('data-in-use', { id: 'store/target-in-use', args: { where } });
}

async function refuseFilled(db: Kysely<Schema>, where: string): Promise<void> {
  for (const { name } of await tablesOf(db)) {
    if (MAY_HOLD_ROWS.has(name) || (await countOf(db, name)) === 0) continue;
    throw new ResponderError('bad-config', { id: 'store/target-not-empty', args: { where, table: name } });
  }
}

async function refuseOther(db: Kysely<Schema>, where: string): Promise<void> {
  const { done, missing } = await readVersion(db);
  if (done.length === 0) throw new ResponderError('bad-config', { id: 'store/no-data-there', args: { where } });
  if (missing.length > 0) throw new ResponderError('bad-config', { id: 'store/older-data', args: { dir: where } });
}
