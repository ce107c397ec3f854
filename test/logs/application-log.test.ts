import { describe, expect, it } from '@jest/globals';
import { makeApplicationLogDigest, type RawLine } from '../../src/logs/index.ts';

const span = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' };
const start = Date.parse(span.from);

function digest(lines: readonly (string | Partial<RawLine>)[]) {
  const reading = makeApplicationLogDigest('/ecs/shop', span);
  for (const [at, line] of lines.entries()) {
    const parts = typeof line === 'string' ? { message: line } : line;
    reading.add({ at: start + at * 10, stream: 'api/api/1', message: '', ...parts });
  }
  return reading.result();
}

describe('an application log', () => {
  it('counts tags by minute with examples', () => {
    const line = '[CRITICAL] WORKER TIMEOUT (pid:42)';

    const { matches, lines } = digest([
      { message: line, at: start },
      { message: 'all well', at: start + 1_000 },
      { message: line, at: start + 60_000 },
    ]);

    expect(lines).toBe(3);
    expect(matches).toEqual([
      {
        tag: 'gunicorn.timeout',
        count: 2,
        first: '2026-11-20T10:00:00.000Z',
        last: '2026-11-20T10:01:00.000Z',
        byMinute: [
          { at: '2026-11-20T10:00:00.000Z', count: 1 },
          { at: '2026-11-20T10:01:00.000Z', count: 1 },
        ],
        examples: [
          { at: '2026-11-20T10:00:00.000Z', stream: 'api/api/1', message: line },
          { at: '2026-11-20T10:01:00.000Z', stream: 'api/api/1', message: line },
        ],
      },
    ]);
  });

  it('folds numbers and ids, so that the same error counts as one', () => {
    const { templates } = digest([
      'ERROR order 8812 failed for 4f3c2b1a-1111-4222-8333-444455556666 in 12.5 ms',
      'ERROR order 77 failed for 4f3c2b1a-1111-4222-8333-444455556667 in 9 ms',
      'INFO order 77 done without error',
    ]);

    expect(templates.map(({ template, count }) => [template, count])).toEqual([
      ['ERROR order {n} failed for {id} in {n} ms', 2],
    ]);
  });

  it('keeps a trace together, stream by stream', () => {
    const { templates } = digest([
      { message: 'TypeError: boom', stream: 'a' },
      { message: 'ERROR other', stream: 'b' },
      { message: '    at handler (/srv/app.js:10:3)', stream: 'a' },
      { message: 'Traceback (most recent call last):', stream: 'c' },
      { message: '  File "/srv/x.py", line 3', stream: 'c' },
      { message: 'ValueError: bad', stream: 'c' },
    ]);

    expect(templates.map(({ examples }) => examples[0]?.message).toSorted()).toEqual([
      'ERROR other',
      'Traceback (most recent call last):\n  File "/srv/x.py", line 3\nValueError: bad',
      'TypeError: boom\n    at handler (/srv/app.js:10:3)',
    ]);
  });

  it('looks into JSON lines, twice wrapped ones too', () => {
    const inner = JSON.stringify({
      level: 50,
      msg: 'query failed',
      err: { stack: 'Error: connect ECONNREFUSED 10.0.0.3:5432' },
    });

    const { matches, templates } = digest([inner, JSON.stringify({ log: inner, stream: 'stdout' })]);

    expect(matches).toMatchObject([{ tag: 'db.refused', count: 2 }]);
    expect(templates).toMatchObject([{ count: 2, template: 'query failed' }]);
  });

  it('counts the requests that the application logged itself', () => {
    const { requests } = digest([
      '10.0.1.5 - - [20/Nov/2026:10:00:00 +0000] "GET /api/v1/orders/8812?x=1 HTTP/1.1" 502 11 "-" "curl"',
      JSON.stringify({ msg: 'request', req: { method: 'GET', url: '/api/v1/orders/9' }, res: { statusCode: 502 } }),
      'GET /health 200 1.2 ms - 2',
      'method=POST path=/pay format=html status=500 duration=3',
    ]);

    expect(requests).toEqual([
      { path: '/api/v1/orders/{id}', status: 502, count: 2 },
      { path: '/health', status: 200, count: 1 },
      { path: '/pay', status: 500, count: 1 },
    ]);
  });

  it('does not take a start or a stop for an error', () => {
    const { matches, templates } = digest(['Listening on http://0.0.0.0:8080', 'SIGTERM received, closing']);

    expect(matches.map(({ tag }) => tag)).toEqual(['server.listening', 'app.sigterm']);
    expect(templates).toEqual([]);
  });

  it('keeps at most 20 examples', () => {
    const { matches } = digest(Array.from({ length: 50 }, () => 'Error: read ECONNRESET'));

    expect(matches[0]?.examples).toHaveLength(20);
    expect(matches[0]?.count).toBe(50);
  });
});
