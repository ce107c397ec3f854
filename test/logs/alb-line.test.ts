import { describe, expect, it } from '@jest/globals';
import { parseAlbLine, parseRequest } from '../../src/logs/index.ts';
import { albLine } from '../support/alb-log.ts';

describe('parseAlbLine', () => {
  it('reads the row that AWS shows for a 502 of the load balancer', () => {
    const line =
      'http 2018-11-30T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.001 4.205 -1 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 0 2018-11-30T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "-" "-" "-"';

    expect(parseAlbLine(line)).toEqual({
      type: 'http',
      at: Date.parse('2018-11-30T22:23:00.186Z'),
      loadBalancer: 'app/my-loadbalancer/50dc6c495c0c9188',
      client: '192.168.131.39:2817',
      target: '10.0.0.1:80',
      requestSeconds: 0.001,
      targetSeconds: 4.205,
      responseSeconds: null,
      elbStatus: 502,
      targetStatus: null,
      receivedBytes: 34,
      sentBytes: 366,
      request: 'GET http://www.example.com:80/ HTTP/1.1',
      userAgent: 'curl/7.46.0',
      targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067',
      traceId: 'Root=1-58337364-23a8c76965a2ef7629b185e3',
      domainName: null,
      rulePriority: '0',
      createdAt: Date.parse('2018-11-30T22:22:48.364Z'),
      errorReason: null,
    });
  });

  it.each([0, 1, 4, 5, 9])('does not mind %i fields after the 29 that are long known', (more) => {
    const line = `${albLine({})}${' "new field"'.repeat(more)}`;

    expect(parseAlbLine(line)).toEqual(parseAlbLine(albLine({})));
  });

  it('keeps quoted fields together: spaces, escaped and bare quotes', () => {
    const line = albLine({ userAgent: 'Mozilla/5.0 (say \\"hi\\") a"b 502 "', errorReason: 'LambdaUnhandled' });

    expect(parseAlbLine(line)).toMatchObject({
      userAgent: 'Mozilla/5.0 (say \\"hi\\") a"b 502 "',
      targetGroupArn: expect.stringContaining('targetgroup/shop-api'),
      errorReason: 'LambdaUnhandled',
    });
  });

  it('reads a row without target, with IPv6 and without request', () => {
    const line = albLine({
      client: '[2001:db8::7]:443',
      target: '-',
      times: '-1 -1 -1',
      request: '- http://shop:80- -',
    });

    expect(parseAlbLine(line)).toMatchObject({
      client: '[2001:db8::7]:443',
      target: null,
      requestSeconds: null,
      targetSeconds: null,
      request: '- http://shop:80- -',
    });
  });

  it.each(['', 'garbage', '\u0000\u0001\u0002', 'http 2026-11-20T10:00:00Z app/x/1 1.2.3.4:5 - -1 -1 -1 - - 0 0 "-"'])(
    'does not take %j for a row',
    (line) => {
      expect(parseAlbLine(line)).toBeUndefined();
    },
  );
});

describe('parseRequest', () => {
  it.each([
    ['GET https://shop.example:443/a/b?c=d HTTP/2.0', { method: 'GET', host: 'shop.example', path: '/a/b' }],
    ['GET http://[2001:db8::1]:80/ HTTP/1.1', { method: 'GET', host: '[2001:db8::1]', path: '/' }],
    ['- http://shop.example:80- -', { method: '-', host: 'shop.example', path: '-' }],
    ['- - - ', { method: '-', host: null, path: '-' }],
  ])('reads %j', (request, expected) => {
    expect(parseRequest(request)).toEqual(expected);
  });
});
