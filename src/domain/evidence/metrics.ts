import type { Span } from '../window.ts';

/** One period per minute unless `periodSeconds` says otherwise. Points only where CloudWatch has a datapoint. */
export interface Metrics {
  readonly span: Span;
  readonly periodSeconds: number;
  readonly series: readonly MetricSeries[];
}

export interface MetricSeries {
  readonly namespace: string; // AWS/ApplicationELB
  readonly metric: string; // HTTPCode_ELB_502_Count
  readonly stat: string; // Sum, Maximum, Minimum, Average, p50, p99
  readonly dimensions: Readonly<Record<string, string>>;
  readonly points: readonly { readonly at: string; readonly value: number }[];
}
