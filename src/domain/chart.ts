import type { Lang } from './text.ts';

/**
 * A chart as data, before anything draws it: native in Slack, a picture, or only the sentence that states its finding
 * (`src/messages/chart-finding.ts`, made from the same points, so that words and lines cannot differ).
 */
export interface ChartSpec {
  readonly kind: 'line' | 'bar';
  /** What is shown and whose it is, in `lang`: 'HTTPCode_ELB_502_Count of shop-alb'. May be hostile text. */
  readonly title: string;
  /** The first is the one that the finding is about. At most six, names unique. */
  readonly series: readonly ChartSeries[];
  /** Time between two points: 60,000 for minutes. */
  readonly stepMs: number;
  /** How neighbouring points become one where not all have room. `sum` only of counts; against a threshold they are never summed. */
  readonly aggregate: 'sum' | 'max' | 'min';
  readonly unit: ChartUnit;
  readonly threshold: ChartThreshold | null;
  /** The moment that matters: when the alarm fired, or when it began. Epoch ms. */
  readonly mark: { readonly at: number; readonly kind: 'fired' | 'onset' } | null;
  /** IANA name; times are shown in it, with UTC beside. */
  readonly timeZone: string;
  readonly lang: Lang;
}

export interface ChartSeries {
  readonly name: string;
  /** In order of time. `at` is the beginning of the step, epoch ms. Null: nothing was measured, which is not zero. */
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  readonly at: number;
  readonly value: number | null;
}

/** `per-step`: counted in each step (502s a minute). `share` is 0 to 1. */
export type ChartUnit = 'per-step' | 'count' | 'seconds' | 'milliseconds' | 'bytes' | 'share' | 'percent' | 'none';

/** `above`: values over it are bad; `below`: values under it. `isInclusive`: the value itself is bad too. */
export interface ChartThreshold {
  readonly value: number;
  readonly direction: 'above' | 'below';
  readonly isInclusive: boolean;
}

/** Whether a value is on the bad side. */
export function isBeyond(value: number, { value: limit, direction, isInclusive }: ChartThreshold): boolean {
  if (value === limit) return isInclusive;
  return direction === 'above' ? value > limit : value < limit;
}
