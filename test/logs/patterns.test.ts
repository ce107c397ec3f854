import { describe, expect, it } from '@jest/globals';
import { cloudWatchFilter, insightsFilter, tagOf } from '../../src/logs/index.ts';

const lines: readonly (readonly [tag: string, line: string])[] = [
  ['nginx.refused', 'connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1'],
  ['nginx.closed', 'upstream prematurely closed connection while reading response header from upstream'],
  ['nginx.bigheader', 'upstream sent too big header while reading response header from upstream'],
  ['apache.read502', '[proxy:error] AH00898: Error reading from remote server returned by /'],
  ['gunicorn.timeout', '[2026-11-20 10:02:03 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:42)'],
  ['gunicorn.kill', '[ERROR] Worker (pid:42) was sent SIGKILL! Perhaps out of memory?'],
  ['node.crash', 'Uncaught TypeError: x is not a function'],
  ['node.sock', 'Error: read ECONNRESET'],
  ['app.fds', 'Error: accept EMFILE'],
  ['app.badheader', 'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["x-name"]'],
  ['uvicorn.drop', 'INFO:     Shutting down'],
  ['app.sigterm', 'SIGTERM received. Shutting down gracefully'],
  ['app.sigterm', '[2026-11-20 10:02:03 +0000] [1] [INFO] Handling signal: term'],
  ['java.crash', 'java.lang.OutOfMemoryError: Java heap space'],
  ['go.crash', 'panic: runtime error: index out of range'],
  ['kernel.oom', 'Memory cgroup out of memory: Killed process 17 (node)'],
  ['db.refused', 'Error: connect ECONNREFUSED 10.0.3.4:5432'],
  ['db.full', 'FATAL: remaining connection slots are reserved'],
  ['db.full', 'HikariPool-1 - Connection is not available, request timed out after 30000ms.'],
  ['app.bigheader', 'Set-Cookie header of 34 kB exceeds the limit'],
  ['server.listening', 'Listening on http://0.0.0.0:8080'],
  ['server.listening', 'Server running on port 3000'],
  ['server.listening', '[INFO] Listening at: http://0.0.0.0:8000 (1)'],
  ['server.version', 'Tomcat started on port(s): 8080 (http) with context path'],
  ['server.version', 'Starting gunicorn 20.1.0'],
  ['server.version', 'Puma starting in cluster mode...'],
  ['server.keepalive', 'server.keepAliveTimeout = 65000'],
];

describe('the pattern table', () => {
  it.each(lines)('gives %s to its line', (tag, line) => {
    expect(tagOf(line)).toBe(tag);
  });

  it.each(['GET /api/v1/orders 200 12 ms', 'UT campus order UF accepted', 'user logged in'])(
    'has no tag for %j',
    (line) => {
      expect(tagOf(line)).toBeUndefined();
    },
  );

  it('lets each of these lines through the filter that CloudWatch applies', () => {
    const terms = [...cloudWatchFilter.matchAll(/\?(?:"((?:[^"\\]|\\.)*)"|(\w+))/g)].map(
      ([, quoted, word]) => quoted?.replaceAll('\\"', '"') ?? word ?? '',
    );
    const expression = new RegExp(insightsFilter.slice(1, -1));

    expect(lines.filter(([, line]) => !terms.some((term) => line.includes(term)))).toEqual([]);
    expect(lines.filter(([, line]) => !expression.test(line))).toEqual([]);
  });

  it('stays within the 1024 characters that a filter pattern may have', () => {
    expect(cloudWatchFilter.length).toBeLessThanOrEqual(1_024);
  });
});
