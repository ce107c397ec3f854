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
});
