import { leveled } from './app-log.ts';
import { type DataStore, isCache, isExternal, isPostgres } from './data-store-spec.ts';
import type { App } from './spec.ts';

/** Why a request did not get what it asked its store for. */
export type Trouble = 'refused' | 'silent' | 'cut' | 'no-slot' | 'pool' | 'lock' | 'full';

interface Place {
  readonly store: DataStore;
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly pool: number;
  readonly acquire: number;
}

type Words = Readonly<Record<Trouble, string>>;

/** What the stack's usual driver says, first line of what is logged. */
export function troubleLine(app: App, place: Place, trouble: Trouble): string {
  return wordsOf(app, place)[trouble];
}

export const troubleLines = (app: App, place: Place, trouble: Trouble, path: string, at: number): readonly string[] => {
  const line = troubleLine(app, place, trouble);
  if (app.stack === 'express' && app.logs === 'json')
    return [leveled(app, 'error', `request failed ${path}: ${line}`, at)];
  return [leveled(app, 'error', line, at)];
};

/** The last words of a process that does not survive it. */
export function lastWords(app: App, place: Place, trouble: Trouble, at: number): readonly string[] {
  const line = troubleLine(app, place, trouble);
  if (app.stack === 'express')
    return [
      'node:events:497',
      "      throw er; // Unhandled 'error' event",
      '      ^',
      '',
      line,
      '    at Socket.<anonymous> (/app/node_modules/pg/lib/connection.js:62:24)',
      "Emitted 'error' event on BoundPool instance at:",
      '    at Client.idleListener (/app/node_modules/pg-pool/index.js:62:10)',
      'Node.js v22.11.0',
    ];
  if (app.stack === 'go')
    return [`panic: ${line}`, '', 'goroutine 1 [running]:', 'main.main()', '\t/src/cmd/server/main.go:58 +0x2b1'];
  return [leveled(app, 'error', line, at)];
}

function wordsOf(app: App, place: Place): Words {
  if (isExternal(place.store)) return externalWords(place)[app.stack];
  return (isCache(place.store) ? cacheWords(place) : databaseWords(place))[app.stack];
}

/** What HTTP clients say of a service that does not answer. */
function externalWords({ host }: Place): Readonly<Record<App['stack'], Words>> {
  const all = (refused: string, silent: string, cut: string): Words => ({
    refused,
    silent,
    cut,
    'no-slot': refused,
    pool: silent,
    lock: silent,
    full: refused,
  });
  return {
    express: all(
      `FetchError: request to https://${host}/v1 failed, reason: connect ECONNREFUSED 203.0.113.80:443`,
      `FetchError: request to https://${host}/v1 failed, reason: connect ETIMEDOUT 203.0.113.80:443`,
      `FetchError: request to https://${host}/v1 failed, reason: socket hang up`,
    ),
    gunicorn: all(
      `requests.exceptions.ConnectionError: HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: /v1 (Caused by NewConnectionError('[Errno 111] Connection refused'))`,
      `requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: /v1 (Caused by ConnectTimeoutError('Connection to ${host} timed out'))`,
      `requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))`,
    ),
    puma: all(
      `Faraday::ConnectionFailed (Failed to open TCP connection to ${host}:443 (Connection refused - connect(2)))`,
      `Net::OpenTimeout (Failed to open TCP connection to ${host}:443 (execution expired))`,
      `Faraday::ConnectionFailed (end of file reached)`,
    ),
    spring: all(
      `org.springframework.web.client.ResourceAccessException: I/O error on POST request for "https://${host}/v1": Connection refused`,
      `org.springframework.web.client.ResourceAccessException: I/O error on POST request for "https://${host}/v1": Connect timed out`,
      `org.springframework.web.client.ResourceAccessException: I/O error on POST request for "https://${host}/v1": Unexpected end of file from server`,
    ),
    go: all(
      `Post "https://${host}/v1": dial tcp 203.0.113.80:443: connect: connection refused`,
      `Post "https://${host}/v1": dial tcp 203.0.113.80:443: i/o timeout`,
      `Post "https://${host}/v1": EOF`,
    ),
  };
}

const databaseWords = (place: Place) => (isPostgres(place.store) ? postgresWords(place) : mysqlWords(place));

const hikari = ({ pool, acquire }: Place, open: boolean) =>
  `java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after ${Math.round(acquire * 1000)}ms (total=${open ? pool : 0}, active=${open ? pool : 0}, idle=0, waiting=${open ? 37 : 12})`;

const sqlalchemy = ({ pool, acquire }: Place) =>
  `sqlalchemy.exc.TimeoutError: QueuePool limit of size ${pool} overflow 0 reached, connection timed out, timeout ${acquire.toFixed(2)}`;

const activeRecord = ({ acquire }: Place) =>
  `ActiveRecord::ConnectionTimeoutError (could not obtain a connection from the pool within ${acquire.toFixed(3)} seconds (waited ${(acquire + 0.003).toFixed(3)} seconds); all pooled connections were in use)`;

const goPool = 'acquire database connection from pool: context deadline exceeded, connection pool exhausted';

function postgresWords(place: Place): Readonly<Record<App['stack'], Words>> {
  const { host, address, port } = place;
  const slots =
    'remaining connection slots are reserved for roles with privileges of the "pg_use_reserved_connections" role';
  const lock = 'canceling statement due to statement timeout';
  const full = 'could not extend file "base/16401/24817": No space left on device';
  const server = `connection to server at "${host}" (${address}), port ${port} failed`;
  return {
    express: {
      refused: `Error: connect ECONNREFUSED ${address}:${port}`,
      silent: 'Error: timeout exceeded when trying to connect',
      cut: 'Error: Connection terminated unexpectedly',
      'no-slot': `error: ${slots}`,
      pool: 'Error: timeout exceeded when trying to connect',
      lock: `error: ${lock}`,
      full: `error: ${full}`,
    },
    gunicorn: {
      refused: `psycopg.OperationalError: ${server}: Connection refused`,
      silent: `psycopg.OperationalError: ${server}: Connection timed out`,
      cut: 'psycopg.OperationalError: server closed the connection unexpectedly',
      'no-slot': `psycopg.OperationalError: ${server}: FATAL:  ${slots}`,
      pool: sqlalchemy(place),
      lock: `psycopg.errors.QueryCanceled: ${lock}`,
      full: `psycopg.errors.DiskFull: ${full}`,
    },
    puma: {
      refused: `ActiveRecord::ConnectionNotEstablished (${server}: Connection refused)`,
      silent: `ActiveRecord::ConnectionNotEstablished (${server}: Connection timed out)`,
      cut: 'ActiveRecord::ConnectionFailed (PQconsumeInput() server closed the connection unexpectedly)',
      'no-slot': `ActiveRecord::ConnectionNotEstablished (${server}: FATAL:  ${slots})`,
      pool: activeRecord(place),
      lock: `ActiveRecord::QueryCanceled (PG::QueryCanceled: ERROR:  ${lock})`,
      full: `ActiveRecord::StatementInvalid (${full})`,
    },
    spring: {
      refused: `org.postgresql.util.PSQLException: Connection to ${host}:${port} refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.`,
      silent: hikari(place, false),
      cut: 'org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend.',
      'no-slot': `org.postgresql.util.PSQLException: FATAL: ${slots}`,
      pool: hikari(place, true),
      lock: `org.postgresql.util.PSQLException: ERROR: ${lock}`,
      full: `org.springframework.jdbc.UncategorizedSQLException: ${full}`,
    },
    go: {
      refused: `failed to connect to \`user=app database=app\`: ${address}:${port} (${host}): dial error: dial tcp ${address}:${port}: connect: connection refused`,
      silent: `failed to connect to database: dial tcp ${address}:${port}: i/o timeout`,
      cut: 'unexpected EOF: server closed the connection unexpectedly',
      'no-slot': `failed to connect to \`user=app database=app\`: server error: FATAL: ${slots} (SQLSTATE 53300)`,
      pool: goPool,
      lock: `ERROR: ${lock} (SQLSTATE 57014)`,
      full: `ERROR: ${full} (SQLSTATE 53100)`,
    },
  };
}

function mysqlWords(place: Place): Readonly<Record<App['stack'], Words>> {
  const { host, address, port } = place;
  const slots = 'Too many connections';
  const lock = 'Lock wait timeout exceeded; try restarting transaction';
  const full = "The table 'orders' is full";
  const link = 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure';
  return {
    express: {
      refused: `Error: connect ECONNREFUSED ${address}:${port}`,
      silent: `Error: connect ETIMEDOUT ${address}:${port}`,
      cut: 'Error: Connection lost: The server closed the connection.',
      'no-slot': `Error: ${slots}`,
      pool: 'Error: Queue limit reached: no database connection in the pool is free (pool timeout)',
      lock: `Error: ${lock}`,
      full: `Error: ${full}`,
    },
    gunicorn: {
      refused: `pymysql.err.OperationalError: (2003, "Can't connect to MySQL server on '${host}' ([Errno 111] Connection refused)")`,
      silent: `pymysql.err.OperationalError: (2003, "Can't connect to MySQL server on '${host}' (timed out)")`,
      cut: 'pymysql.err.OperationalError: (2013, "Lost connection to MySQL server during query")',
      'no-slot': `pymysql.err.OperationalError: (1040, "${slots}")`,
      pool: sqlalchemy(place),
      lock: `pymysql.err.OperationalError: (1205, '${lock}')`,
      full: `pymysql.err.OperationalError: (1114, "${full}")`,
    },
    puma: {
      refused: `ActiveRecord::ConnectionNotEstablished (Can't connect to MySQL server on '${host}:${port}' (111))`,
      silent: `ActiveRecord::ConnectionNotEstablished (Can't connect to MySQL server on '${host}:${port}' (110))`,
      cut: 'ActiveRecord::ConnectionFailed (Lost connection to MySQL server during query)',
      'no-slot': `ActiveRecord::ConnectionNotEstablished (${slots})`,
      pool: activeRecord(place),
      lock: `ActiveRecord::LockWaitTimeout (Mysql2::Error::TimeoutError: ${lock})`,
      full: `ActiveRecord::StatementInvalid (${full})`,
    },
    spring: {
      refused: link,
      silent: hikari(place, false),
      cut: link,
      'no-slot': `java.sql.SQLNonTransientConnectionException: Data source rejected establishment of connection,  message from server: "${slots}"`,
      pool: hikari(place, true),
      lock: `com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException: ${lock}`,
      full: `org.springframework.jdbc.UncategorizedSQLException: ${full}`,
    },
    go: {
      refused: `dial tcp ${address}:${port}: connect: connection refused`,
      silent: `dial tcp ${address}:${port}: i/o timeout`,
      cut: 'invalid connection',
      'no-slot': `Error 1040: ${slots}`,
      pool: goPool,
      lock: `Error 1205 (HY000): ${lock}`,
      full: `Error 1114 (HY000): ${full}`,
    },
  };
}

function cacheWords({ host, address, port }: Place): Readonly<Record<App['stack'], Words>> {
  const all = (refused: string, silent: string, cut: string): Words => ({
    refused,
    silent,
    cut,
    'no-slot': cut,
    pool: silent,
    lock: silent,
    full: cut,
  });
  return {
    express: all(
      `[ioredis] Unhandled error event: Error: connect ECONNREFUSED ${address}:${port}`,
      'MaxRetriesPerRequestError: Reached the max retries per request limit (which is 20). Refer to "maxRetriesPerRequest" option for details. [ioredis] connect ETIMEDOUT',
      `[ioredis] Unhandled error event: Error: read ECONNRESET ${address}:${port}`,
    ),
    gunicorn: all(
      `redis.exceptions.ConnectionError: Error 111 connecting to ${host}:${port}. Connection refused.`,
      `redis.exceptions.TimeoutError: Timeout connecting to server ${host}:${port}`,
      'redis.exceptions.ConnectionError: Connection closed by server.',
    ),
    puma: all(
      `Redis::CannotConnectError (Connection refused - connect(2) for ${address}:${port})`,
      `Redis::TimeoutError (Connection timed out - redis ${host}:${port})`,
      'Redis::ConnectionError (Connection lost (ECONNRESET))',
    ),
    spring: all(
      `org.springframework.data.redis.RedisConnectionFailureException: Unable to connect to Redis: io.lettuce.core.RedisConnectionException: Unable to connect to ${host}:${port}: Connection refused`,
      'org.springframework.dao.QueryTimeoutException: Redis command timed out: io.lettuce.core.RedisCommandTimeoutException: Command timed out after 5 second(s)',
      'io.lettuce.core.RedisException: Redis connection closed: java.io.IOException: Connection reset by peer',
    ),
    go: all(
      `redis: dial tcp ${address}:${port}: connect: connection refused`,
      `redis: dial tcp ${address}:${port}: i/o timeout (redis connection timed out)`,
      `redis: read tcp 10.0.11.54:41822->${address}:${port}: read: connection reset by peer`,
    ),
  };
}
