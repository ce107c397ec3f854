import { describe, expect, it } from '@jest/globals';
import { withLogMetrics } from '../../src/diagnosis/log-metrics.ts';
import { runChecks } from '../../src/diagnosis/run-checks.ts';
import { accessLog, at, metrics, rows, window } from '../support/evidence.ts';
import { complete, madeCheck, missing } from './made.ts';

const log = accessLog(rows(3), {
  byMinute: [
    { at: at(0), requests: 100, elb502: 0, target502: 0, other5xx: 0 },
    { at: at(1), requests: 90, elb502: 3, target502: 2, other5xx: 1 },
  ],
});

describe('withLogMetrics', () => {
  it('lets the rows of the log stand in for counters that could not be read', () => {
    const { metrics: stood } = withLogMetrics({
      metrics: missing('metrics'),
      accessLog: complete('accessLog', log),
    });

    expect(stood).toMatchObject({ status: 'partial', ref: { id: 'ev_14' } });
    const series = stood?.status === 'partial' ? stood.value.series : [];
    expect(series.find(({ metric }) => metric === 'HTTPCode_ELB_502_Count')?.points).toEqual([{ at: at(1), value: 3 }]);
  });

  it('leaves CloudWatch’s own counters alone', () => {
    const evidence = { metrics: complete('metrics', metrics()), accessLog: complete('accessLog', log) };

    expect(withLogMetrics(evidence)).toBe(evidence);
  });

  it('makes no counters of an empty log', () => {
    const evidence = { metrics: missing('metrics'), accessLog: complete('accessLog', { ...log, rows: 0 }) };

    expect(withLogMetrics(evidence)).toBe(evidence);
  });

  it('rules nothing out', () => {
    const check = madeCheck('quiet', { needs: ['metrics'], run: () => ({ status: 'not-seen' }) });
    const [finding] = runChecks(
      [check],
      { metrics: missing('metrics'), accessLog: complete('accessLog', log) },
      { window },
    );

    expect(finding?.observation).toMatchObject({ status: 'unknown', reason: 'denied' });
  });
});
