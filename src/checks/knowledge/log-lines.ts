import type { Meaning } from '../reading/logs.ts';

/**
 * What application, server and proxy lines mean. Tags are those of the log reader; patterns catch the same thing in
 * stacks that its table does not know. nginx, Apache and gunicorn strings were read in their sources.
 */
export const meanings = {
  watchdog: {
    tags: ['gunicorn.timeout', 'uwsgi.harakiri', 'fpm.slow', 'puma.timeout', 'unicorn.timeout', 'ruby.timeout'],
    pattern:
      /WORKER TIMEOUT|HARAKIRI|Terminating timed out worker|execution timed out \([\d.]+ sec\)|Rack::Timeout|worker (\S+ )?(timed out|unresponsive|not responding).{0,40}(kill|terminat|restart)/i,
  },
  crash: {
    tags: [
      'node.crash',
      'go.crash',
      'java.crash',
      'app.crash',
      'dotnet.crash',
      'uwsgi.died',
      'unicorn.reaped',
      'kernel.segfault',
    ],
    pattern:
      /uncaught ?exception|unhandled ?(promise ?)?rejection|^panic: |fatal error: |Segmentation fault|core dumped|SIGSEGV|SIGABRT|panicked at|terminate called after throwing|Unhandled exception\.|A fatal error has been detected by the Java Runtime|(?<!child \d{1,9} )exited on signal (11|6|7)\b|was sent SIG(SEGV|BUS)!|npm ERR! (code ELIFECYCLE|Exit status)/i,
  },
  startFailure: {
    tags: [],
    pattern:
      /APPLICATION FAILED TO START|Could not resolve placeholder|Cannot find (module|package)|[Mm]issing (required )?(environment|env|config|setting|secret)|(environment variable|env var|config(uration)?|secret) \S* ?(is )?(not set|missing|required|undefined)|ModuleNotFoundError|ImproperlyConfigured|LoadError|key not found|KeyError|exec format error|exec:? .{0,80}(permission denied|no such file)|failed to (start|boot|initiali[sz]e)|(pending|failed) migrations?|migration.{0,30}failed|address already in use|EADDRINUSE/,
  },
  heap: {
    tags: ['app.heap'],
    pattern:
      /heap out of memory|OutOfMemoryError|\bMemoryError\b|Allowed memory size of \d+ bytes exhausted|Cannot allocate memory/,
  },
  oom: {
    tags: ['kernel.oom'],
    pattern:
      /Out of memory: Kill(ed)? process|oom-kill|Memory cgroup out of memory|Killed process \d+|oom_reaper: reaped/,
  },
  recycle: {
    tags: ['gunicorn.recycle', 'fpm.recycle'],
    pattern:
      /Autorestarting worker|max_?requests? (limit )?reached|memory limit.{0,30}restart|PumaWorkerKiller|exceeds --max-memory-restart/i,
  },
  shutdown: {
    tags: ['app.sigterm', 'uvicorn.drop'],
    pattern:
      /\bSIG(TERM|INT|QUIT)\b|Handling signal: (term|int|quit)|signal[: ]+(15|terminated)\b|graceful(ly)? (shutdown|stop|shutting)|shutting down|Waiting for connections to close|Commencing graceful shutdown/i,
  },
  databaseUnreachable: {
    tags: ['db.refused'],
    pattern:
      /ECONNREFUSED.{0,60}:(3306|5432|1433|27017|1521)\b|Connection terminated unexpectedly|ConnectionNotEstablished|MongoServerSelectionError|:(3306|5432|1433|27017|1521)\b.{0,40}(connection refused|timed? ?out)|Can't reach database server|Connection(Refused)?Error.{0,40}(sequelize|database|postgres|mysql)|SQLSTATE\[(HY000|08006)\]|OperationalError.{0,80}(connect|server)|could not connect to server|Communications link failure|connection to server at .{0,80} failed|Can't connect to (MySQL|PostgreSQL)|the database system is (starting up|shutting down)|server closed the connection unexpectedly|no primary available/i,
  },
  databaseFull: {
    tags: ['db.full'],
    pattern:
      /too many (connections|clients)|remaining connection slots|ER_CON_COUNT_ERROR|QueuePool limit|HikariPool-\d+ - Connection is not available|(connection )?pool (timeout|exhausted|is full)|Timeout acquiring a connection|sorry, too many clients|timeout exceeded when trying to connect|could not obtain a connection from the pool|Timed out fetching a new connection/i,
  },
  databaseLock: {
    tags: ['db.lock'],
    pattern:
      /deadlock (detected|found)|Lock wait timeout exceeded|canceling statement due to (statement|lock) timeout|could not obtain lock/i,
  },
  dependency: {
    tags: ['dep.http'],
    pattern:
      /ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up|FetchError|fetch failed|AxiosError|connect ECONNREFUSED \S+:443\b|HTTPS?ConnectionPool\(|Faraday::(ConnectionFailed|TimeoutError)|Net::(Open|Read)Timeout|ResourceAccessException|WebClientRequestException|feign\.RetryableException|\b(Get|Post|Put|Delete|Patch|Head) "https?:\/\/[^"]{1,200}": |(upstream|gateway|downstream|dependency|partner).{0,60}\b(502|503|504|timed? ?out|unavailable)\b/i,
  },
  cache: {
    tags: ['cache.down'],
    pattern:
      /(redis|memcached|elasticache|ioredis).{0,80}(ECONNRESET|ECONNREFUSED|timed? ?out|connection (lost|closed|refused)|READONLY|MOVED|CLUSTERDOWN)/i,
  },
  badHeader: {
    tags: ['app.badheader', 'uvicorn.badlength'],
    pattern:
      /ERR_INVALID_CHAR|invalid character in header|invalid (http )?(response )?header (value|name|field)|illegal header value|malformed (response|header)|Content-Length.{0,40}Transfer-Encoding|superfluous response\.WriteHeader|ERR_HTTP_CONTENT_LENGTH_MISMATCH|invalid status line/i,
  },
  bigHeader: {
    tags: ['app.bigheader', 'tomcat.header'],
    pattern:
      /(response|set-cookie|cookie|session|token).{0,60}(too (large|big|long)|exceed|over (the )?limit)|header.{0,40}(too (large|big)|exceeds?).{0,40}|HeadersTooLargeException|(header|cookie)s?.{0,30}\b(3[3-9]|[4-9]\d|1\d\d) ?(kb|kib)/i,
  },
  files: { tags: ['app.fds'], pattern: /too many open files|EMFILE|ENFILE|\(24: Too many open files\)/i },
  pool: {
    tags: ['tomcat.pool', 'apache.full', 'app.pool', 'uwsgi.queue', 'dotnet.pool'],
    pattern:
      /All threads \(\d+\) are currently busy|RejectedExecutionException|server reached MaxRequestWorkers|AH00484|task queue depth is|thread ?pool.{0,30}(exhausted|full|starv)|(worker|request|accept|listen) (queue|backlog).{0,20}full|no (free|idle|available) (workers?|threads?)|event loop.{0,20}(lag|blocked|delay)|uWSGI listen queue of socket .{0,80} full/i,
  },
  disk: { tags: ['host.disk'], pattern: /No space left on device|ENOSPC|Read-only file system/ },
  proxyRefused: { tags: ['nginx.refused', 'goproxy.refused'], pattern: /connect\(\) failed \(111: / },
  proxyClosed: {
    tags: ['nginx.closed', 'nginx.reset', 'goproxy.closed'],
    pattern: /upstream prematurely closed|recv\(\) failed \(104: .{0,60}reading response header from upstream/,
  },
  proxyBigHeader: {
    tags: ['nginx.bigheader', 'apache.bigheader'],
    pattern: /upstream sent too big (header|trailers)|AH10124/,
  },
  proxyBadHeader: {
    tags: ['nginx.badheader', 'apache.badheader', 'goproxy.badheader'],
    pattern:
      /upstream sent (no valid HTTP|invalid header|duplicate header line|unknown "Transfer-Encoding"|invalid chunked response)|AH01106|AH10404/,
  },
  proxyNoLive: { tags: ['nginx.nolive'], pattern: /no live upstreams while connecting to upstream/ },
  proxyDns: {
    tags: ['nginx.dns', 'apache.dns', 'goproxy.dns'],
    pattern:
      /could not be resolved \(\d+: |no resolver defined to resolve |DNS lookup failure for|host not found in upstream/,
  },
  proxyTls: {
    tags: ['nginx.tls', 'apache.tls', 'goproxy.tls'],
    pattern: /SSL_do_handshake\(\) failed .*upstream|upstream SSL certificate (verify error|does not match)/,
  },
  proxySocket: { tags: ['nginx.socket'], pattern: /connect\(\) to unix:\S+ failed/ },
  proxyConnections: { tags: ['nginx.conns', 'nginx.ports'], pattern: /worker_connections are not enough/ },
  /** The address that the proxy still knows belongs to nobody any more. */
  proxyUnreachable: {
    tags: ['nginx.unreach'],
    pattern: /connect\(\) failed \((113|101): |while connecting to upstream.{0,40}No route to host/,
  },
  /** The proxy, or Apache in its own way, waited and gave up: nothing that the application said. */
  proxyTimeout: {
    tags: ['nginx.timeout504', 'haproxy.504', 'envoy.504', 'apache.timeout502'],
    pattern: /upstream timed out \(110: |\(70007\)The timeout specified has expired/,
  },
  /** nginx got a whole header with status 502: the application sent it. */
  proxyPassedOn502: { tags: ['nginx.app502'], pattern: /\buht="?\d[\d.]*"? .{0,200}\bus="?502/ },
  /** Without those that Apache itself gave up waiting for (70007). */
  apacheClose: {
    tags: ['apache.read502'],
    pattern: /^(?![^\n]*\(70007\))[^\n]*(AH00898: Error reading|AH01102|AH01097|AH01110)/,
  },
  haproxy502: { tags: ['haproxy.502'], pattern: / 502 \+?\d+ .*\b(SH|PH|SC|PR|RC)[-A-Z]{2} / },
  envoyProtocol: { tags: ['envoy.upe'], pattern: /upstream_reset_before_response_started\{protocol[ _]error\}/ },
  iis: {
    tags: ['iis.502', 'iis.ancm'],
    pattern: / 502 [1-9]\d? \d+ \d+ *$|HTTP Error 502\.[35]|failed to start process with commandline/,
  },
  fpmFull: { tags: ['fpm.full'], pattern: /server reached (pm\.)?max_children setting/ },
  fpmCrash: {
    tags: ['fpm.crash'],
    pattern: /child \d+ exited on signal (11|7|6) |upstream prematurely closed FastCGI stdout|php-fpm.{0,40}segfault/,
  },
  http2: {
    tags: [],
    pattern:
      /http2: (server|response|stream|frame|Transport).{0,60}(error|closed|invalid|reset|too large)|RST_STREAM|INVALID_PREFACE|FRAME_SIZE_ERROR|PROTOCOL_ERROR|HTTP\/2 (stream|framing|protocol).{0,40}error|Http2Exception|nghttp2.{0,30}error|missing trailers|grpc: .{0,60}(malformed|unexpected EOF|invalid)/i,
  },
  tls: {
    tags: [],
    pattern:
      /no shared cipher|wrong version number|unsupported protocol|http request was sent to HTTPS port|tls: (first record does not look like|handshake failure|client offered only unsupported)|SSL_do_handshake|handshake_failure|ERR_SSL_/i,
  },
  proxyReload: {
    tags: [],
    // nginx, Apache and HAProxy say it so in their sources; Envoy and HAProxy of an ingress say "reloading".
    pattern:
      /signal \d+ \(SIGHUP\) received.{0,20}reconfiguring|AH00493|AH00494|SIGUSR1 received\..{0,20}graceful restart|Reexecuting Master process|(nginx|haproxy|envoy|config(uration)?)\S* (was )?reload(ed|ing)|hot restart(ing)?|Backend successfully reloaded/i,
  },
} as const satisfies Readonly<Record<string, Meaning>>;
