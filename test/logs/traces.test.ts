import { describe, expect, it } from '@jest/globals';
import { makeApplicationLogDigest } from '../../src/logs/index.ts';

const span = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' };
const start = Date.parse(span.from);

/** Lines of two streams in turn, as a log group gives them. */
function digest(lines: readonly string[]) {
  const reading = makeApplicationLogDigest('/app/prod', span);
  for (const [at, message] of lines.entries()) {
    reading.add({ at: start + at * 5, stream: 'a', message });
    reading.add({ at: start + at * 5, stream: 'b', message: `INFO tick ${at}` });
  }
  return reading.result();
}

const traces: readonly (readonly [name: string, template: string, trace: string])[] = [
  [
    'Node',
    "TypeError: Cannot read properties of undefined (reading 'sku')",
    `/app/dist/cart.js:48
    return lines.sku;
                 ^

TypeError: Cannot read properties of undefined (reading 'sku')
    at mergeLines (/app/dist/cart.js:48:18)
    at async handler (/app/dist/routes.js:22:17)

Node.js v22.11.0`,
  ],
  [
    'Python',
    'shop.errors.NoStock: {n} left',
    `Traceback (most recent call last):
  File "/srv/shop/views.py", line 31, in order
    reserve(cart)
  File "/srv/shop/stock.py", line 12, in reserve
    raise NoStock(4)
shop.errors.NoStock: 4 left`,
  ],
  [
    'Python behind a logger',
    'ERROR:root:order failed … ValueError: bad sku',
    `ERROR:root:order failed
Traceback (most recent call last):
  File "/srv/x.py", line 3, in f
    int("a")
ValueError: bad sku`,
  ],
  [
    'Java with its causes',
    '{time} ERROR {n} --- [nio-{n}-exec-{n}] c.e.Cart : order failed … java.lang.IllegalStateException: no stock',
    `2026-11-20T10:00:00.123Z ERROR 1 --- [nio-8080-exec-3] c.e.Cart : order failed
java.lang.IllegalStateException: no stock
\tat com.example.Cart.reserve(Cart.java:31)
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available
\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:197)
\t... 12 common frames omitted`,
  ],
  [
    'Go',
    'panic: runtime error: invalid memory address or nil pointer dereference',
    `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x8f2c1a]

goroutine 8812 [running]:
main.(*cart).merge(0x0, 0xc0001b2000)
\t/src/cart/merge.go:71 +0x3a
created by net/http.(*Server).Serve
\t/usr/local/go/src/net/http/server.go:3086 +0x5cb
exit status 2`,
  ],
  [
    'Ruby',
    "{path} `merge': undefined method `sku' for nil (NoMethodError)",
    `/app/cart.rb:48:in \`merge': undefined method \`sku' for nil (NoMethodError)
\tfrom /app/routes.rb:22:in \`handler'
\tfrom /app/server.rb:9:in \`call'`,
  ],
  [
    'PHP',
    'PHP Fatal error:  Uncaught Error: Call to a member function sku() on null in {path}',
    `PHP Fatal error:  Uncaught Error: Call to a member function sku() on null in /srv/cart.php:48
Stack trace:
#0 /srv/routes.php(22): merge()
#1 {main}
  thrown in /srv/cart.php on line 48`,
  ],
  [
    '.NET',
    'Unhandled exception. System.InvalidOperationException: no stock',
    `Unhandled exception. System.InvalidOperationException: no stock
 ---> System.Data.SqlClient.SqlException: Login failed
   at Shop.Cart.Reserve() in /src/Cart.cs:line 31
   --- End of inner exception stack trace ---
   at Shop.Program.Main(String[] args)`,
  ],
];

describe('a trace', () => {
  it.each(traces)('of %s is one event, named for what it says', (_name, template, trace) => {
    const { templates } = digest(trace.split('\n'));

    expect(templates.map((one) => [one.template, one.count])).toEqual([[template, 1]]);
    expect(templates[0]?.examples[0]?.message).toBe(trace);
  });

  it('is one event in Docker’s wrapping, too', () => {
    const [, template, trace] = traces[1] ?? ['', '', ''];
    const { templates } = digest(trace.split('\n').map((log) => JSON.stringify({ log: `${log}\n`, stream: 'stderr' })));

    expect(templates).toMatchObject([{ template, count: 1 }]);
  });

  it('ends where the next line begins', () => {
    const { templates } = digest(['ERROR one', '    at f (/a.js:1:1)', 'ERROR two']);

    expect(templates.map(({ template }) => template)).toEqual(['ERROR one', 'ERROR two']);
  });

  it('is put together where the runtime cut a long line', () => {
    const { templates } = digest([
      '2026-11-20T10:00:00Z stderr P {"level":"error","ms',
      '2026-11-20T10:00:00Z stderr F g":"cut in the middle"}',
    ]);

    expect(templates).toMatchObject([{ template: 'cut in the middle', count: 1 }]);
  });
});

describe('a request in two lines', () => {
  it('is put together by its id, or by its stream', () => {
    const { requests } = digest([
      'I, [2026-11-20T10:00:00.1 #1]  INFO -- : [4f3c2b1a-1111-4222-8333-444455556666] Started GET "/a" for 10.0.0.1 at 2026',
      'I, [2026-11-20T10:00:00.1 #1]  INFO -- : [5f3c2b1a-1111-4222-8333-444455556666] Started GET "/b" for 10.0.0.1 at 2026',
      'I, [2026-11-20T10:00:00.2 #1]  INFO -- : [4f3c2b1a-1111-4222-8333-444455556666] Completed 502 Bad Gateway in 12ms',
      'I, [2026-11-20T10:00:00.2 #1]  INFO -- : [5f3c2b1a-1111-4222-8333-444455556666] Completed 200 OK in 12ms',
      '10:00:00.1 [info] GET /c',
      '10:00:00.1 [info] Sent 200 in 12ms',
    ]);

    expect(requests.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: '/a', status: 502, count: 1 },
      { path: '/b', status: 200, count: 1 },
      { path: '/c', status: 200, count: 1 },
    ]);
  });
});

describe('the software that wrote the lines', () => {
  it.each([
    ['nginx', null, '2026/11/20 10:00:00 [error] 7#7: *1 boom'],
    ['nginx', '1.29.7', '2026/11/20 10:00:00 [notice] 1#1: nginx/1.29.7'],
    [
      'apache',
      '2.4.66',
      '[Fri Nov 20 10:00:00.1 2026] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.66 (Debian) configured -- resuming normal operations',
    ],
    ['gunicorn', '21.2.0', '[2026-11-20 10:00:00 +0000] [1] [INFO] Starting gunicorn 21.2.0'],
    ['puma', '6.4.2', '* Puma version: 6.4.2 (ruby 3.3.1-p55) ("The Eagle of Durin")'],
    [
      'tomcat',
      '10.1.16',
      'o.apache.catalina.core.StandardEngine    : Starting Servlet engine: [Apache Tomcat/10.1.16]',
    ],
    ['jetty', '11.0.18', 'INFO org.eclipse.jetty.server.Server - jetty-11.0.18; built: 2023'],
    ['kestrel', null, 'info: Microsoft.Hosting.Lifetime[14] Now listening on: http://[::]:8080'],
    ['node', '22.11.0', 'Node.js v22.11.0'],
    ['iis', '10.0', '#Software: Microsoft Internet Information Services 10.0'],
    ['uvicorn', null, 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)'],
    ['go', null, '[GIN-debug] Listening and serving HTTP on :8080'],
  ])('%s %s', (name, version, line) => {
    expect(digest([line]).software).toMatchObject([{ name, version, lines: 1 }]);
  });

  it('is not known from ordinary lines', () => {
    expect(digest(['order 12 was paid', '{"level":"info","msg":"hello"}']).software).toEqual([]);
  });
});
