import { describe, expect, it } from '@jest/globals';
import { oneRoute as check } from '../../../src/checks/alb/one-route.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';

const onPaths = (n: number, path: (index: number) => string) =>
  check.run({ accessLog: accessLog(rows(n, (index) => ({ path: path(index) }))) }, context);

/** All failures on one of four routes that has so many of 27,000 requests. */
const onBusy = (n: number, requests: number) => {
  const share = (key: string, own: number, elb502: number) => ({
    key,
    requests: own,
    elb502,
    target502: 0,
    other5xx: 0,
  });
  const byPath = [
    share('GET /report', requests, n),
    ...['/a', '/b', '/c'].map((path) => share(`GET ${path}`, 6000, 0)),
  ];
  return check.run(
    {
      accessLog: accessLog(
        rows(n, () => ({ path: '/report' })),
        { byPath },
      ),
    },
    context,
  );
};

describe('alb/one-route', () => {
  it('speaks when four in five fail on one route', () => {
    expect(onPaths(20, (index) => (index < 16 ? '/report' : '/api/cart'))).toMatchObject({
      status: 'seen',
      args: { route: 'GET /report', share: 0.8 },
    });
  });

  it('is silent when routes share the failures', () => {
    expect(onPaths(20, (index) => (index < 15 ? '/report' : '/api/cart'))).toMatchObject({ status: 'not-seen' });
  });

  it('speaks of three when all are on one', () => {
    expect(onBusy(3, 300)).toMatchObject({ status: 'seen' });
    expect(onPaths(4, (index) => (index < 3 ? '/report' : '/api/cart'))).toMatchObject({ status: 'unknown' });
  });

  it('takes three on a busy route for chance', () => {
    expect(onBusy(3, 9000)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });

  it('does not ask where nearly all traffic is one route', () => {
    const byPath = [
      { key: 'POST /rpc', requests: 70_000, elb502: 30, target502: 0, other5xx: 0 },
      { key: 'GET /health', requests: 100, elb502: 0, target502: 0, other5xx: 0 },
      { key: 'GET /', requests: 100, elb502: 0, target502: 0, other5xx: 0 },
    ];

    expect(check.run({ accessLog: accessLog(rows(30), { byPath }) }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
