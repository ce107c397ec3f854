import type { ChartPoint, ChartSeries, ChartSpec } from '../../domain/chart.ts';

/** Slack takes at most 20 points, one for each category, and has no gap: what was not measured is left out and named. */
export interface Reduced {
  /** Beginning of each category, epoch ms. */
  readonly at: readonly number[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Steps that became one category. */
  readonly steps: number;
  /** What a category is of its steps. */
  readonly aggregate: ChartSpec['aggregate'];
  /** Names of series that were measured at other times than the first. */
  readonly left: readonly string[];
}

/** Undefined when the first series has nothing to show. */
export function reduce(spec: ChartSpec, most: number): Reduced | undefined {
  const [main, ...others] = spec.series;
  if (main === undefined) return undefined;
  const steps = Math.max(1, Math.ceil(main.points.length / most));
  // A sum over several steps cannot be held against a threshold that is meant for one.
  const aggregate = spec.aggregate === 'sum' && spec.threshold !== null ? 'max' : spec.aggregate;
  const groups = grouped(main.points, steps, aggregate);
  const kept = groups.flatMap((group) => {
    const value = together(group, aggregate);
    return value === null ? [] : [{ at: group[0]?.at ?? 0, value }];
  });
  if (kept.length === 0) return undefined;
  const at = kept.map((one) => one.at);
  const more = others.map((series) => fitted(series, at, steps * spec.stepMs, aggregate));
  return {
    at,
    series: [{ name: main.name, values: kept.map(({ value }) => value) }, ...more.filter((one) => one !== undefined)],
    steps,
    aggregate,
    left: others.filter((_, index) => more[index] === undefined).map(({ name }) => name),
  };
}

/** From the newest backwards, so that the last category is whole; an incomplete first one would be a sum of less. */
function grouped(points: readonly ChartPoint[], steps: number, aggregate: ChartSpec['aggregate']) {
  const groups: (readonly ChartPoint[])[] = [];
  for (let end = points.length; end > 0; end -= steps) groups.unshift(points.slice(Math.max(0, end - steps), end));
  return groups.filter(({ length }) => length === steps || aggregate !== 'sum');
}

/** A sum with a hole in it would be too small, and nothing would show it. */
function together(points: readonly ChartPoint[], aggregate: ChartSpec['aggregate']): number | null {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0 || (aggregate === 'sum' && known.length < points.length)) return null;
  if (aggregate === 'sum') return known.reduce((sum, value) => sum + value, 0);
  return aggregate === 'max' ? Math.max(...known) : Math.min(...known);
}

function fitted({ name, points }: ChartSeries, at: readonly number[], lengthMs: number, how: ChartSpec['aggregate']) {
  const values = at.map((from) =>
    together(
      points.filter((one) => one.at >= from && one.at < from + lengthMs),
      how,
    ),
  );
  return values.some((value) => value === null) ? undefined : { name, values: values.map((value) => value ?? 0) };
}
