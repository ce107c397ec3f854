import { describe, expect, it } from '@jest/globals';
import { makeAccessLogTotals } from '../../src/logs/index.ts';
import { albLine, made502 } from '../support/alb-log.ts';

const span = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' };

function totalsOf(lines: readonly string[]) {
  const totals = makeAccessLogTotals('app/shop-alb/50dc6c495c0c9188', span);
  for (const line of lines) totals.add(line);
  return totals.totals();
}

describe('the access log', () => {
  it('tells what the load balancer made from what the target answered', () => {
    const totals = totalsOf([
      albLine({}),
      made502({}),
      albLine({ elb: 502, targetStatus: 502 }),
      albLine({ elb: 504, targetStatus: '-', target: '-', times: '-1 -1 -1' }),
    ]);

    expect(totals.statusPairs).toEqual([
      { elb: 502, target: null, count: 1 },
      { elb: 502, target: 502, count: 1 },
      { elb: 504, target: null, count: 1 },
    ]);
    expect(totals.byMinute).toEqual([
      { at: '2026-11-20T10:02:00.000Z', requests: 4, elb502: 1, target502: 1, other5xx: 1 },
    ]);
    expect(totals.byTarget).toEqual([
      { key: '10.0.11.54:3000', requests: 3, elb502: 1, target502: 1, other5xx: 0 },
      { key: '-', requests: 1, elb502: 0, target502: 0, other5xx: 1 },
    ]);
  });

  it('folds ids out of paths and leaves the query string away', () => {
    const { byPath, failures } = totalsOf([
      made502({ request: 'GET https://shop.example:443/api/v1/orders/8812?secret=1 HTTP/1.1' }),
      albLine({ request: 'GET https://shop.example:443/api/v1/orders/9913 HTTP/1.1' }),
      albLine({ request: 'GET https://shop.example:443/u/4f3c2b1a-1111-4222-8333-444455556666/p HTTP/1.1' }),
    ]);

    expect(byPath.map(({ key, requests }) => [key, requests])).toEqual([
      ['GET /api/v1/orders/{id}', 2],
      ['GET /u/{id}/p', 1],
    ]);
    expect(failures[0]?.path).toBe('/api/v1/orders/8812');
  });

  it('counts the timing signatures of the 502s that it made', () => {
    const { timing } = totalsOf([
      made502({ times: '-1 -1 -1', createdAt: '2026-11-20T10:02:03.120456Z' }),
      made502({ times: '0.001 0.000 -1' }),
      made502({ times: '0.001 0.005 -1' }),
      made502({ times: '0.001 30.002 -1', createdAt: '2026-11-20T10:01:33.123456Z' }),
      albLine({ elb: 502, targetStatus: 502, times: '0.001 0.001 0.000' }),
    ]);

    expect(timing).toMatchObject({ rows: 4, notDispatched: 1, closedAtOnce: 2, later: 1 });
    expect(timing.targetSeconds).toEqual({ p10: 30.002, p50: 30.002, p90: 30.002 });
    expect(timing.elapsedSeconds.p90).toBe(30);
  });

  it('chooses rows by their own time and load balancer, and counts what it could not use', () => {
    const totals = totalsOf([
      albLine({ at: '2026-11-20T09:59:59.999000Z' }),
      albLine({ at: '2026-11-20T11:00:00.000000Z' }),
      albLine({ loadBalancer: 'app/other/1' }),
      'cut off in the mid',
      albLine({}),
    ]);

    expect(totals).toMatchObject({ rows: 1, skippedRows: 2, firstFailure: null, lastFailure: null, failures: [] });
  });

  it('gives the same answer whatever the order of the files', () => {
    const lines = Array.from({ length: 1_500 }, (_, at) =>
      made502({
        at: new Date(Date.parse(span.from) + at * 2_000).toISOString(),
        client: `203.0.113.${at % 250}:${at}`,
      }),
    );

    expect(totalsOf(lines.toReversed())).toEqual(totalsOf(lines));
    expect(totalsOf(lines).failures).toHaveLength(500);
    expect(totalsOf(lines).byClient).toHaveLength(51);
  });

  it('keeps at most 200 paths and sums up the others', () => {
    const { byPath } = totalsOf(
      Array.from({ length: 300 }, (_, at) =>
        albLine({ request: `GET https://h:443/p${'x'.repeat(at % 20)}-${'y'.repeat(at / 20)} HTTP/1.1` }),
      ),
    );

    expect(byPath).toHaveLength(201);
    expect(byPath.at(-1)).toMatchObject({ key: 'others', requests: 100 });
  });
});
