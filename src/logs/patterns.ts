interface Pattern {
  readonly tag: string;
  readonly pattern: RegExp;
}

/** What log lines of common servers give away; the first match decides. Most specific first. */
const patterns: readonly Pattern[] = [
  // nginx error.log
  row('nginx.refused', /connect\(\) failed \(111: Connection refused\) while connecting to upstream/),
  row('nginx.unreach', /connect\(\) failed \(11[03]: (No route to host|Connection timed out|Host is unreachable)\)/),
  row('nginx.closed', /upstream prematurely closed (connection|FastCGI stdout|stream)/),
  row('nginx.reset', /recv\(\) failed \(104: Connection reset by peer\) while reading response header from upstream/),
  row('nginx.bigheader', /upstream sent too big (header|trailers)/),
  row(
    'nginx.badheader',
    /upstream sent (no valid HTTP\/1\.0 header|invalid header|duplicate header line|unknown "Transfer-Encoding"|invalid chunked response)/,
  ),
  row('nginx.nolive', /no live upstreams while connecting to upstream/),
  row('nginx.dns', /could not be resolved \(\d+: |no resolver defined to resolve /),
  row('nginx.tls', /SSL_do_handshake\(\) failed .*upstream|upstream SSL certificate (verify error|does not match)/),
  row('nginx.socket', /connect\(\) to unix:\S+ failed \((2|11|13): /),
  row('nginx.timeout504', /upstream timed out \(110: /),
  row('nginx.conns', /worker_connections are not enough|\(24: Too many open files\)/),
  // Apache
  row('apache.read502', /AH00898|AH01102|AH01097|AH01110/),
  row('apache.connect503', /AH01114|AH00957|AH00959|AH00940|AH01079/),
  row('apache.fcgi', /AH0106[78]|AH01075/),
  row('apache.full', /AH00484|AH03490|MaxRequestWorkers/),
  // HAProxy: status, then termination flags
  row('haproxy.502', / 502 \d+ .*\b(SH|PH|SC)[-A-Z]{2} /),
  row('haproxy.504', /\bsH[-A-Z]{2} /),
  // Envoy's flags stand behind the status of an access-log line; elsewhere they are ordinary letters.
  row('envoy.upe', /HTTP\/[\d.]+" \d{3} UPE\b/),
  row('envoy.503', /HTTP\/[\d.]+" \d{3} (UF|UC|UH|UO|URX)\b/),
  row('envoy.504', /HTTP\/[\d.]+" \d{3} UT\b/),
  // Node
  row(
    'node.crash',
    /Uncaught(Exception)?|UnhandledPromiseRejection|ERR_UNHANDLED_REJECTION|FATAL ERROR: .*heap out of memory/,
  ),
  row('app.badheader', /ERR_INVALID_CHAR/),
  row('app.fds', /EMFILE|ENFILE/),
  row('node.sock', /ECONNRESET|EPIPE|ERR_HTTP_HEADERS_SENT/),
  // Python
  row('gunicorn.timeout', /\[CRITICAL\] WORKER TIMEOUT \(pid:\d+\)/),
  row('gunicorn.kill', /was sent SIG(KILL|ABRT)!|terminated due to signal (6|9)|Perhaps out of memory/),
  row('gunicorn.recycle', /Autorestarting worker after current request/),
  // Before uvicorn: a named signal says more than "Shutting down".
  row('app.sigterm', /\bSIGTERM\b|Handling signal: term|\bsignal[: ]+(15|terminated)\b/),
  row('uvicorn.drop', /Invalid HTTP request received|Shutting down|Waiting for connections to close/),
  row('uwsgi.harakiri', /HARAKIRI|uWSGI worker \d+ died/),
  // Ruby
  row('puma.kill', /Terminating (timed out )?worker|Out-of-sync worker|PumaWorkerKiller/),
  // Java
  row('java.crash', /OutOfMemoryError|A fatal error has been detected by the Java Runtime|StackOverflowError/),
  row(
    'tomcat.pool',
    /All threads \(\d+\) are currently busy|RejectedExecutionException|ClientAbortException|Cannot get a connection, pool error/,
  ),
  row('tomcat.header', /HeadersTooLargeException|Error parsing HTTP request header/),
  // PHP-FPM
  row('fpm.full', /server reached pm\.max_children setting/),
  row('fpm.crash', /child \d+ exited on signal \d+ \((SIGSEGV|SIGBUS|SIGKILL)/),
  row('fpm.slow', /execution timed out \([\d.]+ sec\), terminating/),
  // Go
  row('go.crash', /^panic: |fatal error: |http: panic serving|http: superfluous response\.WriteHeader/m),
  row('go.sock', /accept(4)?: too many open files|http: TLS handshake error/),
  // Lambda
  row('lambda.timeout', /Task timed out after [\d.]+ seconds/),
  row('lambda.exit', /Runtime\.(ExitError|ImportModuleError|HandlerNotFound)|signal: killed|Runtime exited/),
  row('lambda.big', /Http response code: 413|exceeded maximum allowed payload size/),
  // API Gateway execution log
  row('agw.malformed', /Malformed Lambda proxy response/),
  row('agw.customer', /due to customer function error/),
  row(
    'agw.internal',
    /There was an internal error while executing your request|does not match the certificate subject/,
  ),
  row('agw.mapping', /No match for output mapping/),
  // Kernel and host
  row('kernel.oom', /Out of memory: Killed process|oom-kill:|Memory cgroup out of memory/),
  row('kernel.net', /nf_conntrack: table full|TCP: .*Possible SYN flooding/),
  row('host.disk', /No space left on device|ENOSPC|Read-only file system/),
  // Databases and dependencies
  row(
    'db.refused',
    /ECONNREFUSED.*:(3306|5432|1433|27017|6379)|could not connect to server|Communications link failure/,
  ),
  row(
    'db.full',
    /too many connections|remaining connection slots|ER_CON_COUNT_ERROR|QueuePool limit|pool (timeout|exhausted)/i,
  ),
  row('db.lock', /deadlock detected|Lock wait timeout exceeded|canceling statement due to statement timeout/),
  row('dep.http', /(ETIMEDOUT|ENOTFOUND|EAI_AGAIN|socket hang up)/),
  // Any application
  row(
    'app.crash',
    /Segmentation fault|core dumped|SIGSEGV|SIGABRT|thread '.*' panicked at|terminate called after throwing|Unhandled exception\.|FATAL EXCEPTION|PHP Fatal error/,
  ),
  row('app.heap', /JavaScript heap out of memory|\bMemoryError\b|Allowed memory size of \d+ bytes exhausted/),
  row(
    'app.badheader',
    /[Ii]nvalid character in header|[Ii]nvalid (HTTP )?header (value|name|field)|[Ii]llegal header value/,
  ),
  row('app.bigheader', /(response|Set-Cookie|cookie).{0,60}(too (large|big)|exceeds?|over limit)/i),
  row(
    'app.pool',
    /HikariPool-\d+ - Connection is not available|[Tt]ask queue depth is|thread ?pool.{0,30}(exhausted|full)|(worker|request) queue (is )?full|no (free|idle) workers/,
  ),
  row('app.fds', /Too many open files/i),
  row('app.sigterm', /[Gg]raceful(ly)? (shutdown|stopp?ing|shutting)|[Ss]hutting down|[Cc]ommencing graceful shutdown/),
  // What a server says of itself when it starts
  row('server.keepalive', /keep-?alive[ _-]?time(out)?|keepAliveTimeout|timeout[ _-]keep-?alive|persistent_timeout/i),
  row(
    'server.version',
    /Starting gunicorn [\d.]+|Using worker: \w+|Puma (version|starting)|Apache\/[\d.]+|nginx\/[\d.]+|Apache Tomcat\/[\d.]+|Jetty-?[\d.]+|Uvicorn running on/,
  ),
  row(
    'server.listening',
    /\b(listening|started|running|serving|bound|ready)\b.{0,60}?(?:\bport\(?s?\)?[ :=]*|:)\d{2,5}\b/i,
  ),
];

function row(tag: string, pattern: RegExp): Pattern {
  return { tag, pattern };
}

/** The tag of what a line says, undefined for the many that say nothing. */
export function tagOf(message: string): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(message))?.tag;
}

/** Tags of ordinary life: a server that starts or is told to stop. */
export function isOrdinary(tag: string): boolean {
  return tag.startsWith('server.') || tag === 'app.sigterm' || tag === 'gunicorn.recycle';
}

/** Substrings (case counts) of everything that the table and the eye for errors look for. */
const words =
  `ERROR Error error FATAL Fatal fatal CRITICAL Critical Exception exception panic Traceback Uncaught Unhandled
  SIG signal Killed killed OOM memory timeout Timeout TIMEOUT upstream refused reset closed ECONN EPIPE EMFILE ENOTFOUND
  EAI_AGAIN ETIMEDOUT hangup HARAKIRI AH0 max_children exited worker Worker pool connections deadlock ENOSPC Listening
  listening running Running started Started Starting starting serving eepAlive keep_alive persistent_ hutting
  raceful FAIL Fail fail Segmentation SSL cipher slots edis ookie xceed esolve annot issing LoadError`.split(/\s+/);
const phrases = [
  'timed out',
  'hang up',
  'keep-alive',
  'oo many',
  'too large',
  'space left',
  'not found',
  'not set',
  'denied',
  'header',
  ' 500 ',
  ' 502 ',
  ' 503 ',
  ' 504 ',
  '":502',
];

/** For FilterLogEvents: any of the terms. CloudWatch takes at most 1024 characters. */
export const cloudWatchFilter = [...words.map((word) => `?${word}`), ...phrases.map((one) => `?${quoted(one)}`)].join(
  ' ',
);

function quoted(phrase: string): string {
  return `"${phrase.replaceAll('"', '\\"')}"`;
}

/** For Logs Insights: the same as one expression. */
export const insightsFilter = `/${[...words, ...phrases].map((one) => one.replaceAll('/', '\\/')).join('|')}/`;
