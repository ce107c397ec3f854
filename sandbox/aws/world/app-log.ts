import { proxyLine } from './proxy.ts';
import type { App } from './spec.ts';

export interface Served {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly client: string;
  readonly agent: string;
  readonly trace: string;
}

const iso = (at: number) => new Date(at).toISOString();
const two = (n: number) => String(n).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `23/Nov/2026:22:05:07 +0000` */
function common(at: number): string {
  const d = new Date(at);
  return `${two(d.getUTCDate())}/${months[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
}

const python = (at: number) => `[${iso(at).slice(0, 19).replace('T', ' ')} +0000]`;

/** The line an application of this stack writes for a request that it served. */
export function requestLine(app: App, r: Served): string {
  if (app.proxy !== undefined) return proxyLine(app.proxy.product, r);
  switch (app.stack) {
    case 'express':
      return app.logs === 'json'
        ? JSON.stringify({
            level: r.status >= 500 ? 'error' : 'info',
            time: iso(r.at),
            msg: 'request completed',
            req: { method: r.method, url: r.path },
            res: { statusCode: r.status },
            responseTime: Math.round(r.ms),
            traceId: r.trace,
          })
        : `${r.client} - - [${common(r.at)}] "${r.method} ${r.path} HTTP/1.1" ${r.status} ${r.bytes} "-" "${r.agent}"`;
    case 'gunicorn':
      return `10.0.1.20 - - [${common(r.at)}] "${r.method} ${r.path} HTTP/1.1" ${r.status} ${r.bytes} "-" "${r.agent}"`;
    case 'puma':
      return app.logs === 'json'
        ? JSON.stringify({
            method: r.method,
            path: r.path,
            format: 'json',
            status: r.status,
            duration: Number(r.ms.toFixed(2)),
            request_id: r.trace,
            '@timestamp': iso(r.at),
          })
        : `[${r.trace}] Completed ${r.status} in ${Math.round(r.ms)}ms (Views: 0.3ms | ActiveRecord: ${(r.ms / 3).toFixed(1)}ms) ${r.method} "${r.path}"`;
    case 'spring':
      return `${iso(r.at)}  INFO 1 --- [nio-${app.port}-exec-${(r.bytes % 10) + 1}] c.example.web.RequestLog : ${r.method} ${r.path} ${r.status} ${Math.round(r.ms)}ms`;
    case 'go':
      return `{"ts":"${iso(r.at)}","level":"info","msg":"served","method":"${r.method}","path":"${r.path}","status":${r.status},"duration_ms":${r.ms.toFixed(1)}}`;
  }
}

/** What the process says when it comes up. */
export function bootLines(app: App, listens: number, at: number): readonly string[] {
  switch (app.stack) {
    case 'express':
      return app.logs === 'json'
        ? [JSON.stringify({ level: 'info', time: iso(at), msg: `server listening on http://0.0.0.0:${listens}` })]
        : [`${iso(at)} Listening on port ${listens}`];
    case 'gunicorn':
      return [
        `${python(at)} [1] [INFO] Starting gunicorn 23.0.0`,
        `${python(at)} [1] [INFO] Listening at: http://0.0.0.0:${listens} (1)`,
        `${python(at)} [1] [INFO] Using worker: sync`,
        ...Array.from(
          { length: app.workers ?? 4 },
          (_, i) => `${python(at)} [${7 + i}] [INFO] Booting worker with pid: ${7 + i}`,
        ),
      ];
    case 'puma':
      return [
        'Puma starting in single mode...',
        '* Puma version: 6.4.2 (ruby 3.3.1-p55) ("The Eagle of Durin")',
        '*  Min threads: 5',
        '*  Max threads: 5',
        '*  Environment: production',
        '*          PID: 1',
        `* Listening on http://0.0.0.0:${listens}`,
        'Use Ctrl-C to stop',
      ];
    case 'spring':
      return [
        `${iso(at)}  INFO 1 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port ${listens} (http) with context path '/'`,
        `${iso(at)}  INFO 1 --- [           main] com.example.Application                  : Started Application in 11.482 seconds (process running for 12.3)`,
      ];
    case 'go':
      return [`{"ts":"${iso(at)}","level":"info","msg":"listening","addr":":${listens}"}`];
  }
}

/** What the process says when it is asked to stop. A process without a handler dies in silence. */
export function stopLines(app: App, at: number): readonly string[] {
  if (app.shutdown !== 'drain')
    return app.stack === 'gunicorn' ? [`${python(at)} [1] [INFO] Handling signal: term`] : [];
  switch (app.stack) {
    case 'express':
      return app.logs === 'json'
        ? [JSON.stringify({ level: 'info', time: iso(at), msg: 'SIGTERM received, draining connections' })]
        : [`${iso(at)} SIGTERM received, closing server`];
    case 'gunicorn':
      return [`${python(at)} [1] [INFO] Handling signal: term`, `${python(at)} [1] [INFO] Shutting down: Master`];
    case 'puma':
      return ['- Gracefully stopping, waiting for requests to finish', '=== puma shutdown ==='];
    case 'spring':
      return [
        `${iso(at)}  INFO 1 --- [ionShutdownHook] o.s.b.w.e.tomcat.GracefulShutdown        : Commencing graceful shutdown. Waiting for active requests to complete`,
      ];
    case 'go':
      return [`{"ts":"${iso(at)}","level":"info","msg":"shutting down"}`];
  }
}

/** The last words of a process that dies of an error of its own. */
export function crashLines(app: App, route: string, at: number): readonly string[] {
  switch (app.stack) {
    case 'express':
      return [
        'node:internal/process/promises:394',
        '      triggerUncaughtException(err, true /* fromPromise */);',
        `TypeError: Cannot read properties of undefined (reading 'sku')`,
        '    at mergeLines (/app/dist/cart/merge.js:48:31)',
        `    at async handler (/app/dist/routes${route.replace(/\{[^}]*\}/g, 'id')}.js:22:17)`,
        'Node.js v22.11.0',
      ];
    case 'gunicorn':
      return [`${python(at)} [1] [ERROR] Worker (pid:9) was sent SIGSEGV!`];
    case 'puma':
      return [
        '[BUG] Segmentation fault at 0x0000000000000018',
        'ruby 3.3.1 (2024-04-23 revision c56cd86388) [x86_64-linux]',
      ];
    case 'spring':
      return [
        '#',
        '# A fatal error has been detected by the Java Runtime Environment:',
        '#',
        '#  SIGSEGV (0xb) at pc=0x00007f3b6a2c1f7e, pid=1, tid=44',
      ];
    case 'go':
      return [
        'panic: runtime error: invalid memory address or nil pointer dereference',
        '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x8f2c1a]',
        '',
        `goroutine 8812 [running]:`,
        'main.(*cart).merge(0x0, 0xc0001b2000)',
        '\t/src/cart/merge.go:71 +0x3a',
      ];
  }
}

/** gunicorn's master kills a worker that did not answer in time. */
export const workerTimeoutLines = (at: number, pid: number): readonly string[] => [
  `${python(at)} [1] [CRITICAL] WORKER TIMEOUT (pid:${pid})`,
  `${python(at)} [${pid}] [ERROR] Error handling request`,
  `${python(at)} [${pid}] [INFO] Worker exiting (pid: ${pid})`,
  `${python(at + 1100)} [1] [ERROR] Worker (pid:${pid}) was sent SIGKILL! Perhaps out of memory?`,
  `${python(at + 1300)} [${pid + 14}] [INFO] Booting worker with pid: ${pid + 14}`,
];

export function leveled(app: App, level: 'info' | 'warn' | 'error', message: string, at: number): string {
  switch (app.stack) {
    case 'express':
      return app.logs === 'json'
        ? JSON.stringify({ level, time: iso(at), msg: message })
        : `${iso(at)} ${level.toUpperCase()} ${message}`;
    case 'gunicorn':
      return `${iso(at).slice(0, 19).replace('T', ' ')},${iso(at).slice(20, 23)} ${level === 'warn' ? 'WARNING' : level.toUpperCase()} shop.views: ${message}`;
    case 'puma':
      return app.logs === 'json'
        ? JSON.stringify({ level, message, '@timestamp': iso(at) })
        : `${level.charAt(0).toUpperCase()}, [${iso(at)} #1] ${level.toUpperCase()} -- : ${message}`;
    case 'spring':
      return `${iso(at)} ${level.toUpperCase().padStart(5)} 1 --- [   scheduling-1] com.example.Maintenance                  : ${message}`;
    case 'go':
      return `{"ts":"${iso(at)}","level":"${level}","msg":${JSON.stringify(message)}}`;
  }
}
