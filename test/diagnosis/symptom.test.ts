import { describe, expect, it } from '@jest/globals';
import { symptomFacts } from '../../src/diagnosis/symptom.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { accessLogOf, complete, evidenceWith, metricsOf, minuteOf, missing, partial, window } from './made.ts';

const facts = (evidence: Evidence) => symptomFacts(evidence, window);
const busy = Array.from({ length: 60 }, () => 1000);
const atTheEnd = (count: number) => Array.from({ length: 60 }, (_, minute) => (minute === 59 ? count : 0));

describe('the symptom', () => {
  it('tells who made the 502s, how many, what share, since when and whether they go on', () => {
    const { symptom, possible } = facts(evidenceWith(600));

    expect(symptom).toMatchObject({
      status: 502,
      mintedBy: 'alb',
      count: 600,
      requests: 60_000,
      share: 0.01,
      firstSeen: minuteOf(50),
      lastSeen: minuteOf(59),
      ongoing: true,
    });
    expect(symptom.byMinute).toHaveLength(10);
    expect(possible).toEqual(['raised']);
  });

  it('is none only when every count answered', () => {
    const { symptom, possible } = facts(evidenceWith(0));

    expect(symptom).toMatchObject({ status: null, mintedBy: 'none', count: 0, ongoing: false });
    expect(possible).toEqual(['none']);
  });

  it.each(['missing', 'partial'] as const)('leaves a count of zero open when metrics are %s', (status) => {
    const metrics =
      status === 'missing'
        ? missing('metrics')
        : partial('metrics', metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: [] }));

    const { symptom, possible, term } = facts(evidenceWith(0, { metrics }));

    expect(symptom.count).toBeNull();
    expect(symptom.mintedBy).toBeNull();
    expect(possible).toEqual(['none', 'trickle', 'raised']);
    expect(term).toEqual({ healthy: 0, fault: 0 });
  });

  it('takes a metric without datapoints for zero only where requests were counted', () => {
    const silent = metricsOf({ HTTPCode_ELB_502_Count: [] });

    expect(facts(evidenceWith(0, { metrics: complete('metrics', silent) })).symptom.count).toBeNull();
  });

  it('reads a chronic trickle as usual, not as health', () => {
    const counters = { RequestCount: busy, HTTPCode_ELB_502_Count: busy.map(() => 1) };
    const chronic = metricsOf(counters);
    const before = metricsOf(counters, window.baseline);

    const { possible, term } = facts(
      evidenceWith(60, {
        metrics: complete('metrics', chronic),
        baselineMetrics: complete('baselineMetrics', before),
      }),
    );

    expect(possible).toEqual(['trickle']);
    expect(term.fault).toBeGreaterThan(term.healthy);
  });

  it('leaves open whether 502s are more than usual when the week before is not known', () => {
    const { possible } = facts(evidenceWith(60, { baselineMetrics: missing('baselineMetrics') }));

    expect(possible).toEqual(['trickle', 'raised']);
  });

  it('finds target-made 502s by the access log, which the metric cannot tell from 500s', () => {
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_Target_5XX_Count: atTheEnd(300) }));
    const accessLog = complete(
      'accessLog',
      accessLogOf([
        { elb: 502, target: 502, count: 290 },
        { elb: 500, target: 500, count: 10 },
      ]),
    );

    expect(facts(evidenceWith(0, { metrics, accessLog })).symptom).toMatchObject({ mintedBy: 'target', count: 290 });
  });

  it('cannot tell the status of target failures without access log and application log', () => {
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_Target_5XX_Count: atTheEnd(300) }));

    const { symptom } = facts(evidenceWith(0, { metrics, accessLog: missing('accessLog', 'not-enabled') }));

    expect(symptom).toMatchObject({ status: null, mintedBy: null, count: null });
  });

  it('tells them by the application’s own lines when these account for the metric', () => {
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_Target_5XX_Count: atTheEnd(300) }));
    const requests = [{ path: '/pay', status: 502, count: 295 }];
    const log = {
      group: '/shop',
      span: { from: window.from, to: window.to },
      lines: 9,
      matches: [],
      templates: [],
      requests,
    };

    const { symptom } = facts(
      evidenceWith(0, {
        metrics,
        accessLog: missing('accessLog', 'not-enabled'),
        applicationLogs: complete('applicationLogs', [log]),
      }),
    );

    expect(symptom).toMatchObject({ mintedBy: 'target', count: 295 });
  });

  it('calls both sides mixed when each made a tenth or more', () => {
    const accessLog = complete(
      'accessLog',
      accessLogOf([
        { elb: 502, target: null, count: 600 },
        { elb: 502, target: 502, count: 100 },
      ]),
    );
    const minutes = atTheEnd(600);
    const metrics = complete(
      'metrics',
      metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: minutes, HTTPCode_Target_5XX_Count: atTheEnd(100) }),
    );

    expect(facts(evidenceWith(600, { metrics, accessLog })).symptom).toMatchObject({ mintedBy: 'mixed', count: 700 });
  });

  it.each([
    [500, 'alb'],
    [503, 'alb'],
    [504, 'alb'],
  ] as const)('tells a %i of the load balancer apart', (status, madeBy) => {
    const metrics = complete(
      'metrics',
      metricsOf({ RequestCount: busy, [`HTTPCode_ELB_${status}_Count`]: atTheEnd(800) }),
    );

    expect(facts(evidenceWith(0, { metrics })).symptom).toMatchObject({ status, mintedBy: madeBy, count: 800 });
  });

  it('counts the window only, however far back the metrics reach', () => {
    const { series, ...rest } = metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: atTheEnd(7) });
    const before = { at: minuteOf(-90), value: 500 };
    const metrics = {
      ...rest,
      series: series.map((one) =>
        one.metric === 'HTTPCode_ELB_502_Count' ? { ...one, points: [before, ...one.points] } : one,
      ),
    };

    const { symptom } = facts(evidenceWith(0, { metrics: complete('metrics', metrics) }));

    expect(symptom).toMatchObject({ count: 7, firstSeen: minuteOf(59) });
  });

  it('takes the last failure from the metrics when the log ends earlier', () => {
    const accessLog = complete('accessLog', {
      ...accessLogOf([{ elb: 502, target: null, count: 400 }]),
      firstFailure: '2026-11-20T09:50:12.345Z',
      lastFailure: '2026-11-20T09:54:30.000Z',
    });

    const { symptom } = facts(evidenceWith(500, { accessLog }));

    expect(symptom).toMatchObject({ firstSeen: '2026-11-20T09:50:12.345Z', lastSeen: minuteOf(59), ongoing: true });
  });

  it('does not count last minutes’ silence as an ongoing failure', () => {
    const early = Array.from({ length: 60 }, (_, minute) => (minute < 10 ? 50 : 0));
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: early }));

    expect(facts(evidenceWith(500, { metrics })).symptom.ongoing).toBe(false);
  });

  const target = (byMetric: number, logged: { elb: number; target: number; count: number }[], alb = 0) => ({
    metrics: complete(
      'metrics',
      metricsOf({
        RequestCount: busy,
        HTTPCode_ELB_502_Count: atTheEnd(alb),
        HTTPCode_Target_5XX_Count: atTheEnd(byMetric),
      }),
    ),
    accessLog: complete('accessLog', accessLogOf(logged)),
  });

  it('says at least so many when the log does not account for all failures of the target', () => {
    const { symptom } = facts(evidenceWith(0, target(300, [{ elb: 502, target: 502, count: 120 }], 7)));

    expect(symptom).toMatchObject({ status: 502, count: 127, bounds: { least: 127, most: 307 }, requests: 60_000 });
  });

  it('bounds what nobody told apart by the failures of the target', () => {
    const evidence = evidenceWith(500, { ...target(20, [], 500), accessLog: missing('accessLog', 'not-enabled') });

    expect(facts(evidence).symptom).toMatchObject({ mintedBy: 'alb', count: 500, bounds: { least: 500, most: 520 } });
  });

  it('does not call a count zero while failures of the target are unaccounted for', () => {
    const { symptom, possible } = facts(evidenceWith(0, target(100, [{ elb: 500, target: 500, count: 99 }])));

    expect(symptom).toMatchObject({ count: null, bounds: { least: 0, most: 1 } });
    expect(possible).toEqual(['none', 'trickle']);
  });

  it('counts the load balancer’s 502s whole when only calls of another service were refused', () => {
    const gaps = [
      { collector: 'metrics', reason: 'denied', action: 'elasticloadbalancing:DescribeTargetGroups', detail: null },
    ];
    const known = target(0, [], 40).metrics;
    const metrics = { ...known, status: 'partial', gaps } as Evidence['metrics'] & {};

    expect(facts(evidenceWith(0, { metrics })).symptom.bounds).toEqual({ least: 40, most: 40 });
  });

  it('counts the load balancer’s 502s at least when the metrics themselves were cut', () => {
    const metrics = partial('metrics', metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: atTheEnd(40) }));

    expect(facts(evidenceWith(40, { metrics })).symptom).toMatchObject({
      count: 40,
      bounds: { least: 40, most: null },
    });
  });

  it('has minutes that add up to the count, each side from what counted it', () => {
    const log = {
      ...accessLogOf([
        { elb: 502, target: null, count: 6 },
        { elb: 502, target: 502, count: 30 },
      ]),
      byMinute: [
        { at: minuteOf(50), requests: 1000, elb502: 6, target502: 10, other5xx: 0 },
        { at: minuteOf(51), requests: 1000, elb502: 0, target502: 20, other5xx: 0 },
      ],
    };
    const sumOf = ({ symptom: { byMinute } }: ReturnType<typeof facts>) =>
      byMinute.reduce((sum, { count }) => sum + count, 0);
    const both = { ...target(30, [], 7), accessLog: complete('accessLog', log) };
    const only = { metrics: missing('metrics'), accessLog: complete('accessLog', log) };

    expect(facts(evidenceWith(0, both)).symptom.count).toBe(37);
    expect(sumOf(facts(evidenceWith(0, both)))).toBe(37);
    expect(facts(evidenceWith(0, only)).symptom).toMatchObject({ count: 36, bounds: { least: 36, most: null } });
    expect(sumOf(facts(evidenceWith(0, only)))).toBe(36);
  });

  it('tells where the failures of another status were when the log holds hardly any but them', () => {
    const share = (key: string, other5xx: number) => ({ key, requests: 900, elb502: 0, target502: 0, other5xx });
    const log = (pairs: Parameters<typeof accessLogOf>[0]) => ({
      ...accessLogOf(pairs),
      byPath: [share('GET /slow', 60), share('GET /', 20)],
      byTarget: [share('10.0.1.7:3000', 80)],
    });
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_ELB_504_Count: atTheEnd(800) }));
    const spread = (pairs: Parameters<typeof accessLogOf>[0]) =>
      facts(evidenceWith(0, { metrics, accessLog: complete('accessLog', log(pairs)) })).symptom;

    expect(spread([{ elb: 504, target: null, count: 800 }])).toMatchObject({
      byPath: [
        { path: 'GET /slow', count: 60 },
        { path: 'GET /', count: 20 },
      ],
      byTarget: [{ target: '10.0.1.7:3000', count: 80 }],
    });
    expect(
      spread([
        { elb: 504, target: null, count: 800 },
        { elb: 503, target: null, count: 100 },
      ]).byPath,
    ).toEqual([]);
  });
});

describe('whether failures go on', () => {
  const at = (minutes: readonly number[], counted = busy) => {
    const failed = busy.map((_, minute) => minutes.filter((one) => one === minute).length);
    return facts(
      evidenceWith(0, {
        metrics: complete('metrics', metricsOf({ RequestCount: counted, HTTPCode_ELB_502_Count: failed })),
      }),
    ).symptom.ongoing;
  };

  it('does not call a failure every quarter of an hour over after twelve silent minutes', () => {
    expect(at([3, 18, 33, 48])).toBe(true);
    expect(at([4, 20, 40])).toBeNull();
    expect(at([20])).toBeNull();
  });

  it('calls it over when the silence is long against the rate', () => {
    expect(at([5, 6, 7, 8, 9])).toBe(false);
  });

  it('leaves it open when the silence is no more than a few minutes', () => {
    expect(at([45, 46, 47, 48, 49, 50, 51])).toBeNull();
  });

  it('cannot tell when only the log knows, and it ends before the window does', () => {
    const log = {
      ...accessLogOf([{ elb: 502, target: 502, count: 100 }]),
      byMinute: busy.slice(0, 48).map((requests, minute) => ({
        at: minuteOf(minute),
        requests,
        elb502: 0,
        target502: minute < 10 ? 10 : 0,
        other5xx: 0,
      })),
    };
    const failed = busy.map((_, minute) => (minute < 10 || minute >= 48 ? 10 : 0));
    const metrics = complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_Target_5XX_Count: failed }));
    const evidence = evidenceWith(0, { metrics, accessLog: complete('accessLog', log) });

    expect(facts(evidence).symptom).toMatchObject({ count: 100, bounds: { most: 220 }, ongoing: null });
  });

  it('cannot tell when the data ends before the window does', () => {
    const late = busy.map((count, minute) => (minute < 50 ? count : 0));

    expect(at([5, 6, 7, 8, 9], late)).toBeNull();
    expect(at([45, 46, 47], late)).toBeNull();
  });
});
