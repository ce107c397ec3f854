import type { AccessLog, Evidence, MetricSeries, Metrics } from '../domain/evidence.ts';

/**
 * Where CloudWatch could not be read and the access log could, its rows by minute stand in for the counters of the load
 * balancer. The log is delivered late and as well as can be, and starts with the window: the stand-in is a part, so that
 * nothing is ruled out by it.
 */
export function withLogMetrics(evidence: Evidence): Evidence {
  const { metrics, accessLog } = evidence;
  if (metrics !== undefined && metrics.status !== 'missing') return evidence;
  if (accessLog === undefined || accessLog.status === 'missing' || accessLog.value.rows === 0) return evidence;
  const gaps = metrics?.gaps ?? [];
  const ref = { ...accessLog.ref, kind: 'metrics' as const };
  return { ...evidence, metrics: { status: 'partial', value: countersOf(accessLog.value), ref, gaps } };
}

function countersOf(log: AccessLog): Metrics {
  const series = (metric: string, of: (minute: AccessLog['byMinute'][number]) => number): MetricSeries => ({
    namespace: 'AWS/ApplicationELB',
    metric,
    stat: 'Sum',
    dimensions: {},
    points: log.byMinute.map((minute) => ({ at: minute.at, value: of(minute) })).filter(({ value }) => value > 0),
  });
  return {
    span: log.span,
    periodSeconds: 60,
    series: [
      series('RequestCount', ({ requests }) => requests),
      series('HTTPCode_ELB_502_Count', ({ elb502 }) => elb502),
      series('HTTPCode_Target_5XX_Count', ({ target502 }) => target502),
    ],
  };
}
