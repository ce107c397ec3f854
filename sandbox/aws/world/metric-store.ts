/** What CloudWatch keeps of one minute of one metric. Values are kept where percentiles may be asked. */
export interface Datum {
  sum: number;
  count: number;
  min: number;
  max: number;
  values?: number[];
}

export type Dimensions = Readonly<Record<string, string>>;

export interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** By minute, epoch ms. */
  readonly minutes: Map<number, Datum>;
}

const MINUTE = 60_000;

/** Metrics by namespace, name and exact set of dimensions, a datum a minute. A minute without a report has none. */
export class MetricStore {
  readonly #series = new Map<string, Series>();

  /** Adds one reported value to the minute of `at`. */
  add(namespace: string, metric: string, dimensions: Dimensions, at: number, value: number): void {
    report(this.open(namespace, metric, dimensions), at, value);
  }

  /** Undefined when nothing was ever reported under exactly these dimensions. */
  find(namespace: string, metric: string, dimensions: Dimensions): Series | undefined {
    return this.#series.get(keyOf(namespace, metric, dimensions));
  }

  all(): readonly Series[] {
    return [...this.#series.values()];
  }

  /** The same reports, moved in time: how a simulated hour becomes the one of a week before. */
  copyFrom(other: MetricStore, shift: number): void {
    for (const series of other.all()) {
      const mine = this.open(series.namespace, series.metric, series.dimensions);
      for (const [minute, datum] of series.minutes) mine.minutes.set(minute + shift, datum);
    }
  }

  /** The series under exactly these dimensions, to report to. */
  open(namespace: string, metric: string, dimensions: Dimensions): Series {
    const key = keyOf(namespace, metric, dimensions);
    const known = this.#series.get(key);
    if (known) return known;
    const series = { namespace, metric, dimensions, minutes: new Map<number, Datum>() };
    this.#series.set(key, series);
    return series;
  }
}

/** Adds one value to the minute of `at`; `keep` holds on to it, for percentiles. */
export function report({ minutes }: Series, at: number, value: number, keep = false): void {
  const minute = at - (at % MINUTE);
  const datum = minutes.get(minute);
  if (!datum) {
    minutes.set(minute, { sum: value, count: 1, min: value, max: value, ...(keep ? { values: [value] } : {}) });
    return;
  }
  datum.sum += value;
  datum.count += 1;
  if (value < datum.min) datum.min = value;
  if (value > datum.max) datum.max = value;
  datum.values?.push(value);
}

const keyOf = (namespace: string, metric: string, dimensions: Dimensions) =>
  `${namespace}|${metric}|${Object.keys(dimensions)
    .sort()
    .map((name) => `${name}=${dimensions[name]}`)
    .join(',')}`;

const STATS: Readonly<Record<string, (datum: Datum) => number>> = {
  Sum: (datum) => datum.sum,
  Average: (datum) => datum.sum / datum.count,
  Minimum: (datum) => datum.min,
  Maximum: (datum) => datum.max,
  SampleCount: (datum) => datum.count,
};

/** Folds the minutes of a period and gives one statistic of them. Undefined for a statistic that does not exist. */
export function statistic(data: readonly Datum[], stat: string): number | undefined {
  const [first, ...rest] = data;
  if (!first) return undefined;
  const folded: Datum = { ...first, values: [...(first.values ?? [])] };
  for (const datum of rest) {
    folded.sum += datum.sum;
    folded.count += datum.count;
    folded.min = Math.min(folded.min, datum.min);
    folded.max = Math.max(folded.max, datum.max);
    folded.values?.push(...(datum.values ?? []));
  }
  return STATS[stat]?.(folded) ?? percentile(folded, stat);
}

function percentile(datum: Datum, stat: string): number | undefined {
  const share = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(stat)?.[1];
  if (share === undefined) return undefined;
  const sorted = [...(datum.values ?? [])].sort((a, b) => a - b);
  // Without single values CloudWatch still answers when there was one sample or all were equal.
  if (sorted.length === 0) return datum.min === datum.max ? datum.max : undefined;
  return sorted[Math.min(sorted.length - 1, Math.floor((Number(share) / 100) * sorted.length))];
}
