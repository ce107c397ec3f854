import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { start } from './0001-start.ts';
import { alarms } from './0002-alarms.ts';
import { outbox } from './0003-outbox.ts';
import { workspaces } from './0004-workspaces.ts';
import { bundles } from './0005-bundles.ts';
import { doctor } from './0006-doctor.ts';
import { vitals } from './0007-vitals.ts';

/**
 * Every change of the schema, oldest first; a released one is never edited. One SQL text for SQLite and PostgreSQL: no
 * arrays, jsonb, timestamptz or triggers. What must never happen twice is a unique key here, not a hope in the program.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': inSql(start),
  '0002-alarms': inSql(alarms),
  '0003-outbox': inSql(outbox),
  '0004-workspaces': inSql(workspaces),
  '0005-bundles': inSql(bundles),
  '0006-doctor': inSql(doctor),
  '0007-vitals': inSql(vitals),
};

function inSql(statements: readonly string[]): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
