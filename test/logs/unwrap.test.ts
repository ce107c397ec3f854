import { describe, expect, it } from '@jest/globals';
import { peel, unwrap } from '../../src/logs/unwrap/index.ts';

const read = (line: string) => unwrap(peel(line).text);

describe('requests that servers and frameworks log', () => {
  it.each([
    [
      'nginx with timings of its own',
      '10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] "GET /x?y=1 HTTP/1.1" 502 157 "-" "-" rt=0.001 uct="-"',
      '/x',
      502,
    ],
    ['Apache', '10.0.0.7 - bob [20/Nov/2026:10:00:00 +0000] "POST /x HTTP/1.1" 200 11 "-" "curl"', '/x', 200],
    ['uvicorn', 'INFO:     10.0.0.7:3456 - "GET /x HTTP/1.1" 502 Bad Gateway', '/x', 502],
    ['gunicorn', '10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 500 11 "-" "curl"', '/x', 500],
    ['morgan in colours', '\u001b[0mGET /x \u001b[32m200\u001b[0m 1.2 ms - 2\u001b[0m', '/x', 200],
    [
      'lograge',
      'method=GET path=/orders/3 format=html controller=OrdersController action=show status=500 duration=58.33',
      '/orders/3',
      500,
    ],
    ['Tomcat’s valve', '10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 404 -', '/x', 404],
    [
      'chi',
      '2026/11/20 10:00:00 "GET http://localhost:3000/x HTTP/1.1" from 127.0.0.1:53 - 200 13B in 12.5µs',
      '/x',
      200,
    ],
    ['gin', '[GIN] 2026/11/20 - 10:00:00 | 502 |    1.234ms |    10.0.0.1 | GET      "/x"', '/x', 502],
    [
      'Envoy',
      '[2026-11-20T10:00:00.000Z] "GET /x HTTP/1.1" 503 UF upstream_reset - "-" 0 91 3 - "-" "curl"',
      '/x',
      503,
    ],
    [
      'HAProxy',
      '10.0.0.7:55898 [20/Nov/2026:10:00:00.926] front ok/app1 0/0/0/0/0 200 73 - - ---- 1/1/0/0/0 0/0 "GET /x HTTP/1.1"',
      '/x',
      200,
    ],
    [
      'Traefik as JSON',
      '{"DownstreamStatus":502,"OriginStatus":0,"RequestPath":"/x","RequestMethod":"GET","level":"info","msg":""}',
      '/x',
      502,
    ],
    [
      'Caddy as JSON',
      '{"level":"info","logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/x?b"},"status":200}',
      '/x',
      200,
    ],
    [
      'nginx as JSON',
      '{"remote_addr":"10.0.0.1","status":"502","request":"GET /x HTTP/1.1","upstream_status":"502"}',
      '/x',
      502,
    ],
    ['IIS', '2026-11-20 10:00:00 10.0.1.5 GET /x id=3 80 - 10.0.0.1 Mozilla/5.0 - 502 3 64 343', '/x', 502],
    [
      'uWSGI',
      '[pid: 97702|app: 0|req: 164/103193] 10.0.0.7 () {40 vars in 1130 bytes} [Sun Dec 15 19:05:01 2013] GET /x => generated 914 bytes in 37 msecs (HTTP/1.1 200) 2 headers',
      '/x',
      200,
    ],
    [
      'ASP.NET Core',
      'info: Microsoft.AspNetCore.Hosting.Diagnostics[2] Request finished HTTP/1.1 GET http://localhost:5000/x - 502 0 - 3.2ms',
      '/x',
      502,
    ],
    [
      'Serilog’s compact JSON',
      '{"@t":"2026-11-20T10:00:00Z","@mt":"HTTP {Method} {Path}","RequestPath":"/x","StatusCode":502,"@l":"Error"}',
      '/x',
      502,
    ],
    [
      'Rails’ semantic logger',
      '{"level":"error","name":"Rack","message":"Completed #index","payload":{"method":"GET","path":"/x","status":502}}',
      '/x',
      502,
    ],
    [
      'pino',
      '{"level":30,"msg":"request completed","req":{"method":"GET","url":"/x?y=1"},"res":{"statusCode":502}}',
      '/x',
      502,
    ],
    [
      'Elastic’s fields',
      '{"log.level":"error","message":"boom","http.response.status_code":500,"url.path":"/x"}',
      '/x',
      500,
    ],
    [
      'Google’s fields',
      '{"severity":"ERROR","httpRequest":{"requestMethod":"GET","requestUrl":"https://a.example.com/x","status":502}}',
      '/x',
      502,
    ],
    ['logfmt', 'time=2026-11-20T10:00:00Z level=ERROR msg="request failed" method=GET path=/x status=502', '/x', 502],
    ['a line in Japanese', '【情報】リクエスト完了 GET /x ステータス=200 所要時間=12ms', '/x', 200],
  ])('%s', (_name, line, path, status) => {
    expect(read(line).request).toEqual({ path, status });
  });

  it('are not the calls that the application made itself', () => {
    expect(
      read('{"level":"error","msg":"call failed","url":"https://pay.example.com/v1","status":502}').request,
    ).toBeNull();
  });
});

describe('what was put around a line', () => {
  const inner = '2026/11/20 10:00:00 [error] 7#7: *1 boom';

  it.each([
    ['Kubernetes', `2026-11-20T10:00:00.123456789Z stderr F ${inner}`],
    ['Docker', JSON.stringify({ log: `${inner}\n`, stream: 'stderr', time: '2026-11-20T10:00:00Z' })],
    [
      'Container Insights',
      JSON.stringify({
        time: '2026-11-20T10:00:00Z',
        stream: 'stdout',
        _p: 'F',
        log: inner,
        kubernetes: { pod_name: 'a-1' },
      }),
    ],
    [
      'FireLens',
      JSON.stringify({ container_id: 'abc', container_name: 'web', ecs_cluster: 'shop', log: inner, source: 'stdout' }),
    ],
    ['syslog', `Nov 20 10:00:00 ip-10-0-1-20 nginx[1234]: ${inner}`],
    ['RFC 5424', `<134>1 2026-11-20T10:00:00Z host app 1234 ID - ${inner}`],
    ['Docker Compose', `web_1  | ${inner}`],
    ['Docker around Kubernetes', JSON.stringify({ log: `2026-11-20T10:00:00Z stdout F ${inner}`, stream: 'stdout' })],
  ])('is taken off: %s', (_name, line) => {
    expect(peel(line)).toEqual({ text: inner, isCut: false });
  });

  it('may say that the line goes on', () => {
    expect(peel('2026-11-20T10:00:00Z stdout P half of a l')).toEqual({ text: 'half of a l', isCut: true });
  });

  it('is left where the line is the application’s own JSON', () => {
    const own = '{"level":"info","msg":"hello","log":{"level":"info"}}';
    expect(peel(own).text).toBe(own);
  });
});

describe('the level of a line', () => {
  it.each([
    ['pino', '{"level":50,"msg":"x"}', true],
    ['bunyan', '{"name":"a","hostname":"b","pid":1,"level":30,"msg":"x","v":0}', false],
    ['winston', '{"level":"error","message":"x","timestamp":"2026"}', true],
    ['zap', '{"level":"info","ts":1.2,"caller":"a/b.go:3","msg":"failed over"}', false],
    ['slog', 'time=2026-11-20T10:00:00Z level=ERROR msg=x err=y', true],
    ['python-json-logger', '{"asctime":"2026","levelname":"CRITICAL","message":"x"}', true],
    ['structlog', '{"event":"x","level":"error"}', true],
    ['logstash', '{"@timestamp":"2026","level":"WARN","message":"x"}', null],
    ['Graylog', '{"short_message":"x","level":3,"host":"a"}', true],
    ['.NET’s console', 'fail: Shop.Cart[0] x', true],
    ['Ruby', 'E, [2026-11-20T10:00:00.1 #1] ERROR -- : x', true],
    ['klog', 'E1120 10:00:00.000000       1 main.go:12] x', true],
    ['Monolog', '[2026-11-20 10:00:00] production.ERROR: x', true],
    ['Japanese', '2026-11-20 10:00:00 エラー: 保存に失敗しました', true],
    ['an error word in an info line', '2026-11-20 10:00:00 INFO no error', false],
  ])('%s', (_name, line, isError) => {
    expect(read(line).isError).toBe(isError);
  });
});

describe('what a structured line says', () => {
  it('is message, error and trace', () => {
    const line = JSON.stringify({
      level: 'error',
      message: 'cart failed',
      exception: {
        name: 'PG::ConnectionBad',
        message: 'could not connect to server',
        stack_trace: ['cart.rb:1', 'cart.rb:2'],
      },
    });

    expect(read(line).text).toBe('cart failed\nPG::ConnectionBad: could not connect to server\ncart.rb:1\ncart.rb:2');
  });

  it('is found in a logger inside a logger, and behind a timestamp', () => {
    expect(read(JSON.stringify({ message: JSON.stringify({ level: 'error', msg: 'inner' }) }))).toMatchObject({
      text: 'inner',
      isError: true,
    });
    expect(read('2026-11-20 10:00:00,123 ERROR {"event": "payment failed", "order": 3}')).toMatchObject({
      text: 'payment failed',
      isError: true,
    });
  });

  it('is text where it only looks like JSON', () => {
    expect(read('{cut off "level": 50')).toMatchObject({ text: '{cut off "level": 50', isStructured: false });
  });
});
