import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** What stands in a table, whatever the order of its rows. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over the sorted SHA-256 of every row. */
  readonly hash: string;
}

/** Kysely's own; who may send right now, which means nothing elsewhere. */
const NOT_COPIED = new Set(['kysely_migration', 'kysely_migration_lock', 'sender']);
const ROWS_AT_ONCE = 500;
/** A bundle may hold a megabyte. */
const BUNDLES_AT_ONCE = 20;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Our tables, in an order in which they may be filled: incidents before what belongs to them. */
export async function tablesOf(db: Kysely<Schema>): Promise<readonly Table[]> {
  const all = await db.introspection.getTables({ withInternalKyselyTables: false });
  const ours = all.filter(({ name, schema }) => !NOT_COPIED.has(name) && (schema ?? 'public') === 'public');
  const rank = (name: string) => (name === 'incident' ? 0 : 1);
  return ours
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name).sort() }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name, 'en'));
}

/** Copies every row; both sides are in a transaction. Gives what was read. */
export async function copyTable(from: Kysely<Schema>, to: Kysely<Schema>, table: Table): Promise<TableSum> {
  return readTable(from, table, async (rows) => {
    const columns = sql.join(table.columns.map((column) => sql.ref(column)));
    const values = rows.map((row) => sql`(${sql.join(table.columns.map((column) => row[column] ?? null))})`);
    await sql`insert into ${sql.table(table.name)} (${columns}) values ${sql.join(values)}`.execute(to);
  });
}

export function sumTable(db: Kysely<Schema>, table: Table): Promise<TableSum> {
  return readTable(db, table, async () => undefined);
}

async function readTable(
  db: Kysely<Schema>,
  { name, columns }: Table,
  each: (rows: readonly Row[]) => Promise<void>,
): Promise<TableSum> {
  const plain = db.withoutPlugins();
  const most = name === 'bundle' ? BUNDLES_AT_ONCE : ROWS_AT_ONCE;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const hashes: string[] = [];
  for (;;) {
    const page = sql<Row>`select ${list} from ${sql.table(name)} order by ${list} limit ${most} offset ${hashes.length}`;
    const { rows } = await page.execute(plain);
    if (rows.length > 0) await each(rows);
    hashes.push(...rows.map((row) => sha256(JSON.stringify(columns.map((column) => row[column])))));
    if (rows.length < most) break;
  }
  return { table: name, rows: hashes.length, hash: sha256(hashes.sort().join('\n')) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
