import { type Pattern, row } from './row.ts';

const ports = '(3306|5432|1433|1521|27017|6543)';

/** What stands behind an application, by the words of its drivers. */
export const dependencies: readonly Pattern[] = [
  row(
    'cache.down',
    /(redis|memcached|elasticache|ioredis|lettuce|jedis|Redis::|StackExchange\.Redis).{0,160}(ECONNRE(SET|FUSED)|ETIMEDOUT|timed? ?out|connection (lost|closed|refused|reset)|READONLY|CLUSTERDOWN|No such host|CannotConnect|ConnectionError)|ECONNREFUSED.{0,60}:(6379|11211)\b|:(6379|11211)\b.{0,60}(refused|timed? ?out|reset)/is,
  ),
  row(
    'db.full',
    /too many (connections|clients)|remaining connection slots|ER_CON_COUNT_ERROR|QueuePool limit|pool (timeout|exhausted|timed out)|could not obtain a connection from the pool|HikariPool-\d+ - Connection is not available|ConnectionTimeoutError|Timed out fetching a new connection from the connection pool|max pool size was reached|PoolTimeout|TimeoutError: ResourceRequest timed out|timeout exceeded when trying to connect/i,
  ),
  row(
    'db.refused',
    new RegExp(
      `ECONNREFUSED.{0,60}:${ports}\\b|:${ports}\\b.{0,60}(connection refused|timed? ?out|reset by peer)|could not connect to server|connection to server at .{0,80} failed|Communications link failure|Can't reach database server|Can't connect to (MySQL|PostgreSQL|local MySQL)|SQLSTATE\\[(HY000|08006|08001)\\] \\[?(2002|7|2006)|the database system is (starting up|shutting down|in recovery)|terminating connection due to administrator command|server closed the connection unexpectedly|Connection terminated unexpectedly|failed to connect to .{0,80}(dial error|database)|MongoServerSelectionError|no primary available|Connection to \\S+:${ports} refused|PG::ConnectionBad|ActiveRecord::ConnectionNotEstablished|Mysql2::Error::ConnectionError|A network-related or instance-specific error`,
      'is',
    ),
  ),
  row(
    'db.lock',
    /deadlock (detected|found)|Lock wait timeout exceeded|canceling statement due to (statement|lock) timeout|could not obtain lock|ActiveRecord::(LockWaitTimeout|Deadlocked|QueryCanceled)/i,
  ),
  row(
    'dep.http',
    /\b(ETIMEDOUT|ENOTFOUND|EAI_AGAIN)\b|socket hang up|getaddrinfo .{0,80}(failed|ENOTFOUND)|UnknownHostException|Name or service not known|Temporary failure in name resolution|no such host\b|UpstreamError|upstream (service|api|provider|request).{0,60}(failed|unavailable|timed? ?out|5\d\d)/i,
  ),
  row(
    'node.sock',
    /\bECONNRESET\b|\bEPIPE\b|ERR_HTTP_HEADERS_SENT|ClientAbortException|Broken pipe|connection reset by peer/i,
  ),
];
