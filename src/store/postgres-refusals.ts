import { type Kysely, sql } from 'kysely';
import { ResponderError } from '../domain/errors.ts';
import { codeOf } from './postgres.ts';
import type { Schema } from './schema.ts';

const OLDEST = 15;

/** Without each of these a crash of the server or its machine loses what was acknowledged, or breaks the files. */
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Refuses a server that could lose what it said it keeps, or that is too old. Rejects with ResponderError 'bad-config',
 * or 'database-away' when it cannot be reached. `where` is the URL without its password.
 */
export async function refuseUnsafe(db: Kysely<Schema>, where: string): Promise<void> {
  const settings = await readSettings(db, where);
  const major = Math.floor(Number(settings.get('server_version_num')) / 10_000);
  if (major < OLDEST) {
    throw new ResponderError('bad-config', { id: 'store/old-postgres', args: { version: major, needed: OLDEST } });
  }
  for (const name of DURABLE) {
    const value = settings.get(name) ?? 'unknown';
    // remote_write and the like wait for a second server as well as for our own disk.
    if (value === 'off') {
      throw new ResponderError('bad-config', { id: 'store/not-durable', args: { name, value, where } });
    }
  }
}

async function readSettings(db: Kysely<Schema>, where: string): Promise<ReadonlyMap<string, string>> {
  const names = ['server_version_num', ...DURABLE];
  try {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in (${sql.join(names)})`.execute(db);
    return new Map(rows.map(({ name, setting }) => [name, setting]));
  } catch (cause) {
    throw unreachable(where, cause);
  }
}

/** Codes of PostgreSQL that say "not you", as opposed to "not there". */
const REFUSED = /^(28|3D|42501)/;

function unreachable(where: string, cause: unknown): ResponderError {
  const code = codeOf(cause) ?? '';
  const why = cause instanceof Error ? cause.message || code : String(cause);
  const id = REFUSED.test(code) ? 'store/database-refuses' : 'store/database-away';
  return new ResponderError('database-away', { id, args: { where, why: why.slice(0, 200) } }, { cause });
}

/** What may be shown of a connection string. Throws ResponderError 'bad-config' when it is none. */
export function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new ResponderError('bad-config', { id: 'store/bad-url' });
  }
  return `${parsed.host}${parsed.pathname}`;
}
