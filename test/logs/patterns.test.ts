import { describe, expect, it } from '@jest/globals';
import { cloudWatchFilter, insightsFilter, tagOf } from '../../src/logs/index.ts';
import { near, real } from './lines.ts';

describe('the pattern table', () => {
  it.each(real)('gives %s to its line', (tag, line) => {
    expect(tagOf(line)).toBe(tag);
  });

  it.each(near)('does not give %s to a line that only looks like it', (tag, line) => {
    expect(tagOf(line)).not.toBe(tag);
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

    expect(real.filter(([, line]) => !terms.some((term) => line.includes(term)))).toEqual([]);
    expect(real.filter(([, line]) => !expression.test(line))).toEqual([]);
  });

  it.each([
    [
      'pino-http',
      '{"level":30,"time":1763633105123,"pid":1,"req":{"method":"GET","url":"/x","headers":{"host":"a","connection":"keep-alive","cookie":"sid=1"}},"res":{"statusCode":200},"msg":"request done"}',
    ],
    [
      'Caddy',
      '{"level":"info","ts":1763633105.1,"logger":"http.log.access","msg":"handled request","request":{"method":"GET","uri":"/x","headers":{"Cookie":["a"]},"tls":{"cipher_suite":4865}},"status":200}',
    ],
    [
      'Envoy',
      '[2026-11-20T10:00:00Z] "GET /x HTTP/1.1" 200 - via_upstream - "-" 0 12 3 2 "-" "curl" "id" "front" "10.0.0.9:80" outbound',
    ],
    ['nginx', '10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 200 12 "-" "Mozilla/5.0" 0.003'],
  ])('does not fetch every good access line of %s', (_name, line) => {
    expect(new RegExp(insightsFilter.slice(1, -1)).test(line)).toBe(false);
  });

  it('stays within the 1024 characters that a filter pattern may have', () => {
    expect(cloudWatchFilter.length).toBeLessThanOrEqual(1_024);
  });
});
