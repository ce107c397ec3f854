import type { Line } from './run.ts';
import type { App } from './spec.ts';

/** What became of one invocation, as its environment writes it down. */
export interface Invocation {
  readonly id: string;
  readonly at: number;
  /** ms that the handler ran, and that the environment took to start before it. */
  readonly ms: number;
  readonly initMs: number | null;
  readonly version: string;
  readonly memory: number;
  readonly used: number;
  readonly timeout: number;
  readonly end: 'answered' | 'raised' | 'exited' | 'killed' | 'timeout' | 'unstarted';
  /** Lines of the handler. */
  readonly said: readonly Line[];
  /** Of an environment whose code does not load. */
  readonly why?: string;
}

export interface Written {
  readonly at: number;
  readonly line: Line;
}

const iso = (at: number) => new Date(at).toISOString();

/** All lines of an invocation, in Lambda's order: the platform's own around those of the handler. */
export function linesOf(app: App, one: Invocation): readonly Written[] {
  return app.lambda.logFormat === 'json' ? jsonLines(app, one) : textLines(app, one);
}

function textLines(app: App, one: Invocation): readonly Written[] {
  const { id, at, ms, version } = one;
  const end = at + ms;
  const start = one.initMs === null ? [] : [{ at: at - one.initMs, line: initLine(app) }];
  const failed = failure(app, one, end).map((line) => ({ at: end, line }));
  const late = one.end === 'timeout' || one.end === 'exited' || one.end === 'killed';
  return [
    ...start,
    { at, line: `START RequestId: ${id} Version: ${version}\n` },
    ...one.said.map((line, i) => ({ at: Math.min(end, at + 1 + i), line })),
    ...(late ? [] : failed),
    { at: end, line: `END RequestId: ${id}\n` },
    { at: end, line: reportLine(one) },
    ...(late ? failed : []),
  ];
}

const initLine = ({ lambda }: App) =>
  `INIT_START Runtime Version: ${lambda.runtime.replace(/(\d)/, ':$1')}.v41\tRuntime Version ARN: arn:aws:lambda:::runtime:0cdcfbdefbc5e7d3343f73c2e2dd3cba17d61dea0686b404502a0c9ce83931b9\n`;

function reportLine({ id, ms, initMs, memory, used, end }: Invocation): string {
  const status = {
    timeout: '\tStatus: timeout',
    raised: '',
    answered: '',
    unstarted: '',
    exited: '\tStatus: error\tError Type: Runtime.ExitError',
    killed: '\tStatus: error\tError Type: Runtime.OutOfMemory',
  }[end];
  const init = initMs === null ? '' : `\tInit Duration: ${initMs.toFixed(2)} ms`;
  return `REPORT RequestId: ${id}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\tMemory Size: ${memory} MB\tMax Memory Used: ${Math.round(used)} MB${init}${status}\t\n`;
}

/** What an invocation that failed leaves behind, in the words of its runtime. */
function failure(app: App, one: Invocation, end: number): readonly string[] {
  const { id, timeout } = one;
  switch (one.end) {
    case 'answered':
      return [];
    case 'timeout':
      return [`${iso(end)} ${id} Task timed out after ${timeout.toFixed(2)} seconds\n\n`];
    case 'killed':
      return [`RequestId: ${id} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`];
    case 'exited':
      return [`RequestId: ${id} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`];
    case 'unstarted':
      return [importError(app, one.why ?? '', end)];
    case 'raised':
      return [raised(app, id, end)];
  }
}

function importError(app: App, why: string, at: number): string {
  if (app.stack === 'gunicorn')
    return `[ERROR] Runtime.ImportModuleError: Unable to import module 'app': ${why}\nTraceback (most recent call last):\n`;
  const body = JSON.stringify({
    errorType: 'Runtime.ImportModuleError',
    errorMessage: `Error: ${why}`,
    stack: [`Runtime.ImportModuleError: Error: ${why}`, '    at _loadUserApp (file:///var/runtime/index.mjs:1109:17)'],
  });
  return `${iso(at)}\tundefined\tERROR\tUncaught Exception \t${body}\n`;
}

/** An exception that the handler did not catch. */
function raised(app: App, id: string, at: number): string {
  switch (app.stack) {
    case 'gunicorn':
      return `[ERROR] KeyError: 'sku'\nTraceback (most recent call last):\n  File "/var/task/app.py", line 48, in handler\n    return route(event)\n  File "/var/task/lines.py", line 31, in merge\n    key = line["sku"]\n`;
    case 'spring':
      return `Cannot invoke "com.example.Line.sku()" because "line" is null: java.lang.NullPointerException\njava.lang.NullPointerException: Cannot invoke "com.example.Line.sku()" because "line" is null\n\tat com.example.Handler.merge(Handler.java:71)\n\tat com.example.Handler.handleRequest(Handler.java:34)\n`;
    case 'go':
      return `{"errorMessage":"runtime error: invalid memory address or nil pointer dereference","errorType":"errorString","stackTrace":[{"path":"github.com/example/lines/merge.go","line":71,"label":"merge"}]}\n`;
    default:
      return `${iso(at)}\t${id}\tERROR\tInvoke Error \t${JSON.stringify({ errorType: 'TypeError', errorMessage: "Cannot read properties of undefined (reading 'sku')", stack: ["TypeError: Cannot read properties of undefined (reading 'sku')", '    at mergeLines (file:///var/task/lines.mjs:48:31)', '    at Runtime.handler (file:///var/task/index.mjs:22:17)'] })}\n`;
  }
}

function jsonLines(app: App, one: Invocation): readonly Written[] {
  const { id, at, ms, version, initMs, memory, used } = one;
  const end = at + ms;
  const event = (when: number, type: string, record: object) => ({
    at: when,
    line: `${JSON.stringify({ time: iso(when), type, record })}\n`,
  });
  const status = {
    answered: 'success',
    raised: 'error',
    exited: 'error',
    killed: 'error',
    unstarted: 'error',
    timeout: 'timeout',
  }[one.end];
  const errorType = {
    answered: undefined,
    raised: undefined,
    exited: 'Runtime.ExitError',
    killed: 'Runtime.OutOfMemory',
    unstarted: 'Runtime.ImportModuleError',
    timeout: undefined,
  }[one.end];
  return [
    ...(initMs === null
      ? []
      : [
          event(at - initMs, 'platform.initStart', {
            initializationType: 'on-demand',
            phase: 'init',
            runtimeVersion: `${app.lambda.runtime}.v41`,
          }),
        ]),
    event(at, 'platform.start', { requestId: id, version }),
    ...one.said.map((line, i) => ({ at: Math.min(end, at + 1 + i), line })),
    ...(one.end === 'raised' ? [{ at: end, line: jsonError(app, id, end) }] : []),
    ...(one.end === 'unstarted' ? [{ at: end, line: jsonImport(one.why ?? '', id, end) }] : []),
    event(end, 'platform.report', {
      requestId: id,
      ...(errorType === undefined ? {} : { errorType }),
      metrics: {
        durationMs: Number(ms.toFixed(3)),
        billedDurationMs: Math.ceil(ms),
        memorySizeMB: memory,
        maxMemoryUsedMB: Math.round(used),
        ...(initMs === null ? {} : { initDurationMs: Number(initMs.toFixed(3)) }),
      },
      status,
    }),
  ];
}

const jsonError = (app: App, requestId: string, at: number): string =>
  `${JSON.stringify({ timestamp: iso(at), level: 'ERROR', ...(app.stack === 'gunicorn' ? { log_level: 'ERROR', errorType: 'KeyError', errorMessage: "'sku'", stackTrace: ['  File "/var/task/app.py", line 48, in handler\n    return route(event)\n'] } : { message: { errorType: 'TypeError', errorMessage: "Cannot read properties of undefined (reading 'sku')", stackTrace: ['TypeError: Cannot read properties of undefined'] } }), requestId })}\n`;

const jsonImport = (why: string, requestId: string, at: number): string =>
  `${JSON.stringify({ timestamp: iso(at), level: 'ERROR', message: `Runtime.ImportModuleError: ${why}`, errorType: 'Runtime.ImportModuleError', requestId })}\n`;

/** A line that the handler's own logger writes. */
export function handlerLine(
  app: App,
  id: string,
  level: 'info' | 'warn' | 'error',
  message: string,
  at: number,
): string {
  const upper = level === 'warn' && app.stack === 'gunicorn' ? 'WARNING' : level.toUpperCase();
  if (app.lambda.logFormat === 'json')
    return `${JSON.stringify({ timestamp: iso(at), level: upper, message, requestId: id })}\n`;
  if (app.stack === 'gunicorn') return `[${upper}]\t${iso(at)}\t${id}\t${message}\n`;
  return app.stack === 'express'
    ? `${iso(at)}\t${id}\t${upper}\t${message}\n`
    : `${iso(at)} ${upper} ${id} ${message}\n`;
}
