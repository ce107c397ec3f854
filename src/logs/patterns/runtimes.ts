import { type Pattern, row } from './row.ts';

/** What servers and language runtimes write when they die, stop, kill or are full. */
export const runtimes: readonly Pattern[] = [
  // Node
  row(
    'app.heap',
    /JavaScript heap out of memory|Allowed memory size of \d+ bytes exhausted|\bMemoryError\b(?!Handler)/,
  ),
  row(
    'node.crash',
    // Node's last word after an error that nobody caught is its version.
    /^Node\.js v\d+\.\d+\.\d+\s*$|Uncaught(Exception)?\b|UnhandledPromiseRejection|ERR_UNHANDLED_REJECTION|triggerUncaughtException|Unhandled ?Rejection|throw er; \/\/ Unhandled 'error' event/im,
  ),
  row('app.badheader', /ERR_INVALID_CHAR|ERR_HTTP_INVALID_HEADER_VALUE|ERR_HTTP_CONTENT_LENGTH_MISMATCH/),
  row('app.fds', /\bEMFILE\b|\bENFILE\b/),
  // Python
  row('gunicorn.timeout', /WORKER TIMEOUT \(pid:\d+\)/),
  row('gunicorn.kill', /was sent SIG(KILL|ABRT|SEGV|BUS)!|terminated due to signal (6|9|11)\b|Perhaps out of memory/),
  row('gunicorn.recycle', /Autorestarting worker after current request|Maximum request limit of \d+ exceeded/),
  row('uwsgi.harakiri', /\*\*\* HARAKIRI ON WORKER|HARAKIRI !!!|HARAKIRI \[core/),
  row('uwsgi.died', /DAMN ! worker \d+ .{0,40}died|uWSGI worker \d+ died|!!! uWSGI process \d+ got Segmentation Fault/),
  row('uwsgi.queue', /uWSGI listen queue of socket .{0,80} full/),
  // Before uvicorn: a named signal says more than "Shutting down".
  row('app.sigterm', /\bSIGTERM\b|Handling signal: term|\bsignal[: ]+(15|terminated)\b|received signal terminated/i),
  row(
    'uvicorn.drop',
    /Invalid HTTP request received|\bShutting down$|Waiting for connections to close|Waiting for application shutdown/m,
  ),
  row('uvicorn.badlength', /Response content (longer|shorter) than Content-Length/),
  // Ruby
  row('puma.timeout', /Terminating timed out worker/),
  row('puma.kill', /Terminating worker|Out-of-sync worker|PumaWorkerKiller/),
  row('ruby.timeout', /Rack::Timeout::RequestTimeout\w*Error|Rack::Timeout/),
  row('unicorn.timeout', /worker=\d+ PID:\d+ timeout \(\d+s > \d+s\), killing/),
  row('unicorn.reaped', /reaped #<Process::Status: pid \d+ (SIG(?!TERM|QUIT|INT)\w+|exit [1-9])/),
  // Java
  row(
    'java.crash',
    /OutOfMemoryError|A fatal error has been detected by the Java Runtime|StackOverflowError|Terminating due to java\.lang\./,
  ),
  row(
    'tomcat.pool',
    /All threads \(\d+\) are currently busy|RejectedExecutionException|Cannot get a connection, pool error|Maximum number of threads \(\d+\) (created|reached)|QueuedThreadPool\S* .{0,40}(exhausted|low on threads|rejected)/,
  ),
  row('tomcat.header', /HeadersTooLargeException|Response header too large|ResponseHeaderTooLarge/),
  row('tomcat.requestheader', /Error parsing HTTP request header|Request header is too large/),
  // PHP-FPM
  row('fpm.full', /server reached (pm\.)?max_children setting|seems busy \(you may need to increase pm\.start_servers/),
  row('fpm.crash', /child \d+ exited on signal \d+ \((SIGSEGV|SIGBUS|SIGKILL|SIGABRT)/),
  row('fpm.slow', /execution timed out \([\d.]+ sec\), terminating/),
  row('fpm.recycle', /child \d+ exited with code 0 after/),
  // Go
  row(
    'go.crash',
    /^panic: |\bpanic: runtime error|^fatal error: |http: panic serving|echo: recovered from panic|\[PANIC RECOVER\]/m,
  ),
  row('app.badheader', /http: superfluous response\.WriteHeader|http: wrote more than the declared Content-Length/),
  row('app.fds', /accept4?: too many open files/),
  row('go.tls', /http: TLS handshake error/),
  // .NET
  row(
    'dotnet.crash',
    /Unhandled exception\.|Process terminated\. |AppDomain\.UnhandledException|terminated by an unhandled exception/i,
  ),
  row(
    'dotnet.pool',
    /ThreadPool (starvation|worker threads?.{0,20}(exhaust|busy))|heartbeat has been running for .{0,80}thread ?pool starvation/i,
  ),
  // Lambda
  row('lambda.timeout', /Task timed out after [\d.]+ seconds/),
  row(
    'lambda.exit',
    /Runtime\.(ExitError|ImportModuleError|HandlerNotFound|UserCodeSyntaxError)|signal: killed|Runtime exited/,
  ),
  row('lambda.big', /Http response code: 413|exceeded maximum allowed payload size|payload size exceeded/i),
  // API Gateway execution log
  row('agw.malformed', /Malformed Lambda proxy response/),
  row('agw.customer', /due to customer function error/),
  row(
    'agw.internal',
    /There was an internal error while executing your request|does not match the certificate subject/,
  ),
  row('agw.mapping', /No match for output mapping/),
  // Kernel and host
  row(
    'kernel.oom',
    /Out of memory: Kill(ed)? process|oom-kill:|Memory cgroup out of memory|oom_reaper: reaped|invoked oom-killer/,
  ),
  row('kernel.net', /nf_conntrack: (nf_conntrack: )?table full|TCP: .*Possible SYN flooding|neighbour table overflow/),
  row('kernel.segfault', /\bsegfault at [0-9a-f]+ ip |traps: \S+ .{0,40}(general protection|trap)/),
  row('host.disk', /No space left on device|\bENOSPC\b|Read-only file system|Disk quota exceeded/),
  // Any application
  row(
    'app.crash',
    /Segmentation fault|core dumped|\bSIGSEGV\b|\bSIGABRT\b|thread '.*' panicked at|terminate called after throwing|FATAL EXCEPTION|PHP Fatal error|\[BUG\] |exited with code (132|134|139)\b/,
  ),
];
