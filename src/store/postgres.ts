// Everything that is true of PostgreSQL only: connections, types, time limits. The rest of store/ serves both databases.
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

const BIGINT = 20;
const NUMERIC = 1700;

export interface PoolOptions {
  readonly url: string;
  /** Connections at most. */
  readonly max: number;
  /** A statement that takes longer is ended by the server. */
  readonly statementMs: number;
  /** Told of a connection that broke while nobody used it. */
  readonly onError: (error: Error) => void;
}

/**
 * A pool that outlives the database: a broken connection is dropped, the next query asks for a new one. Without the
 * listeners a connection that breaks would end the process.
 */
export function makePool({ url, max, statementMs, onError }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'fiveohtwo',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statementMs,
    // The server does not answer any more: the network is cut, or a fail-over is under way.
    query_timeout: statementMs + 5000,
    // The first to strike: who waited for a lock has done nothing, and may begin anew.
    lock_timeout: statementMs / 2,
    idle_in_transaction_session_timeout: 2 * statementMs,
    types: { getTypeParser },
  });
  pool.on('error', onError);
  // The pool takes its own listener away while a connection is in use.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Times and counters are far below 2^53; SQLite gives numbers too. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === BIGINT || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text');
}

export function kyselyOverPool(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

/** PostgreSQL's code of an error, of the error that it was thrown for, or of Node: '40001', 'ECONNREFUSED'. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : codeOf(error.cause);
}
