import { type Kysely, sql } from 'kysely';
import type { Found } from '../domain/doctor.ts';
import { ResponderError } from '../domain/errors.ts';
import { failed, mendedBy, off, ok } from '../messages/found.ts';
import type { Standing, StoreDoctor } from './doctor.ts';
import { readVersion } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { codeOf, kyselyOverPool, makePool } from './postgres.ts';
import { placeOf } from './postgres-refusals.ts';
import type { Schema } from './schema.ts';

const OLDEST = 15;
const STATEMENT_MS = 5_000;
const durable = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
const none = { store: null, botRuns: false, hasRun: false };

interface Server {
  readonly version: number;
  readonly database: string;
  readonly user: string;
  readonly readOnly: boolean;
  readonly now: string;
  readonly others: number;
  readonly settings: ReadonlyMap<string, string>;
}

/** The database on a server: who answers there, what it keeps, and whether we may write. */
export async function standOnPostgres(url: string, { onDate }: StoreDoctor): Promise<Standing> {
  const where = whereOf(url);
  if (where === undefined) {
    const line = 'export DATABASE_URL=postgres://USER:PASSWORD@HOST:5432/DATABASE';
    return { ...none, found: [mendedBy('store/bad-url', line)] };
  }
  const db = kyselyOverPool(makePool({ url, max: 1, statementMs: STATEMENT_MS, onError: () => undefined }));
  try {
    const server = await serverOf(db);
    onDate(server.now);
    const troubles = [...unsafe(server), ...(await write(db, server, where))];
    if (troubles.some(({ id }) => id === 'store/postgres-rights')) return { ...none, found: troubles };
    const { found, hasRun } = await schema(db, where);
    const store =
      troubles.length === 0 && hasRun && found.state === 'ok' ? await openPostgres({ url, readOnly: true }) : null;
    const fine =
      troubles.length === 0
        ? [ok('store/postgres', { version: major(server), where }), ok('store/postgres-durable')]
        : [];
    return { found: [...troubles, ...fine, found], store, botRuns: server.others > 0, hasRun };
  } catch (error) {
    return { ...none, found: [away(where, url, error)] };
  } finally {
    await db.destroy();
  }
}

function whereOf(url: string): string | undefined {
  try {
    return placeOf(url);
  } catch {
    // The only thing that it says: this is no such address.
    return undefined;
  }
}

async function serverOf(db: Kysely<Schema>): Promise<Server> {
  const { rows } = await sql<Omit<Server, 'settings'> & { version: string; others: string }>`
    select current_setting('server_version_num') as version, current_database() as database, current_user as user,
      current_setting('transaction_read_only') = 'on' as read_only, clock_timestamp()::text as now,
      (select count(*) from pg_stat_activity
        where application_name = 'fiveohtwo' and datname = current_database() and pid <> pg_backend_pid()) as others
  `.execute(db);
  const { rows: settings } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in (${sql.join(durable)})`.execute(db);
  const [server] = rows;
  if (server === undefined) throw new Error('the server gave no row');
  const known = new Map(settings.map(({ name, setting }) => [name, setting]));
  return { ...server, version: Number(server.version), others: Number(server.others), settings: known };
}

const major = ({ version }: Server) => Math.floor(version / 10_000);

function unsafe(server: Server): readonly Found[] {
  const old = major(server) < OLDEST ? [failed('store/postgres-old', { version: major(server), needed: OLDEST })] : [];
  const lax = durable.flatMap((name) => {
    const value = server.settings.get(name) ?? '?';
    const line = `alter system set ${name} = on; select pg_reload_conf();`;
    return value === 'off' ? [mendedBy('store/postgres-setting', line, { name, value })] : [];
  });
  return [...old, ...lax];
}

async function write(db: Kysely<Schema>, server: Server, where: string): Promise<readonly Found[]> {
  const { database, user } = server;
  if (server.readOnly) {
    const line = `alter database "${database}" reset default_transaction_read_only;`;
    return [mendedBy('store/postgres-read-only', line, { where })];
  }
  const takenBack = new Error('taken back');
  try {
    await db.transaction().execute(async (trx) => {
      await sql`create table fiveohtwo_doctor_write (x int)`.execute(trx);
      throw takenBack;
    });
    return [];
  } catch (error) {
    if (error === takenBack) return [];
    const detail = error instanceof Error ? error.message.slice(0, 160) : String(error);
    if (codeOf(error) !== '42501') return [failed('store/postgres-write', { where, detail })];
    return [mendedBy('store/postgres-rights', `grant create on schema public to "${user}";`, { where, detail })];
  }
}

async function schema(db: Kysely<Schema>, where: string): Promise<{ readonly found: Found; readonly hasRun: boolean }> {
  try {
    const { done, missing } = await readVersion(db);
    if (done.length === 0) return { found: off('store/none-yet', { dir: where }), hasRun: false };
    const found = missing.length === 0 ? ok('store/schema') : failed('store/schema-older', { where });
    return { found, hasRun: true };
  } catch (error) {
    if (!(error instanceof ResponderError)) throw error;
    const version = String(error.said.args?.version ?? '?');
    return { found: failed('store/schema-newer', { where, version }), hasRun: true };
  }
}

function away(where: string, url: string, error: unknown): Found {
  const code = codeOf(error) ?? '';
  const detail = (error instanceof Error ? error.message || code : code).slice(0, 160);
  if (code === '3D000') {
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    return mendedBy('store/postgres-no-database', `create database "${name}";`, { where });
  }
  if (code === '42501') {
    const user = decodeURIComponent(new URL(url).username);
    return mendedBy('store/postgres-rights', `grant all on all tables in schema public to "${user}";`, {
      where,
      detail,
    });
  }
  if (/^28/.test(code)) return failed('store/postgres-refuses', { where, detail });
  const { hostname, port } = new URL(url);
  return mendedBy('store/postgres-away', `pg_isready -h ${hostname} -p ${port || 5432}`, { where, detail });
}
