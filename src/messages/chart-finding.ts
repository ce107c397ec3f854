import { type ChartPoint, type ChartSeries, type ChartSpec, isBeyond } from '../domain/chart.ts';
import { momentText, pointTime, rangeText, valueText } from './chart-words.ts';
import { tell } from './say.ts';

interface Known {
  readonly at: number;
  readonly value: number;
}

/** Fewer measured points before a change say nothing about how it was before. */
const ENOUGH_BEFORE = 3;

/**
 * What the chart shows, in words made from its points: the change with both sides and its moment, the threshold, when the
 * alarm fired, the last value, and what is missing. Stands beside the chart and is the alt text of its picture.
 */
export function findingOf(spec: ChartSpec): string {
  const [main, ...others] = spec.series;
  if (main === undefined) return spec.title;
  const known = knownOf(main.points);
  const sentences =
    known.length === 0
      ? [nothing(spec, main), ...fired(spec)]
      : [
          change(spec, main, known),
          ...threshold(spec, known),
          ...fired(spec),
          ...last(spec, known),
          ...missing(spec, main, known),
        ];
  return [...sentences, ...others.map((series) => other(spec, series))].join(spec.lang === 'ja' ? '' : ' ');
}

const knownOf = (points: readonly ChartPoint[]): readonly Known[] =>
  points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));

function nothing(spec: ChartSpec, { name, points }: ChartSeries): string {
  return tell(spec.lang, 'chart/nothing', { name, ...spanOf(spec, points) });
}

function spanOf(spec: ChartSpec, points: readonly { readonly at: number }[]) {
  return { from: momentText(spec, points.at(0)?.at ?? 0), to: pointTime(spec, points.at(-1)?.at ?? 0) };
}

/** The change where there is one to be told from the points, else between which values they lie. */
function change(spec: ChartSpec, { name }: ChartSeries, known: readonly Known[]): string {
  const isFall = spec.threshold?.direction === 'below';
  const begun = beginning(spec, known);
  const before = known.filter(({ at }) => begun !== undefined && at < begun);
  const after = known.filter(({ at }) => begun !== undefined && at >= begun);
  const pick = isFall ? lowest : highest;
  const [was, is] = [pick(before), pick(after)];
  const isChange = was && is && (isFall ? is.value < was.value : is.value > was.value);
  if (begun === undefined || !isChange || before.length < ENOUGH_BEFORE) return range(spec, name, known);
  const args = {
    name,
    at: momentText(spec, begun),
    after: valueText(spec, is.value),
    peak: pointTime(spec, is.at),
  };
  const isCount = spec.unit === 'per-step' || spec.unit === 'count';
  if (!isFall && isCount && was.value === 0) return tell(spec.lang, 'chart/began', args);
  return tell(spec.lang, isFall ? 'chart/fell' : 'chart/rose', { ...args, before: valueText(spec, was.value) });
}

/** When it began: as told, else the first point beyond the threshold. */
function beginning({ mark, threshold: limit }: ChartSpec, known: readonly Known[]): number | undefined {
  if (mark?.kind === 'onset') return mark.at;
  return limit === null ? undefined : known.find(({ value }) => isBeyond(value, limit))?.at;
}

function range(spec: ChartSpec, name: string, known: readonly Known[]): string {
  const [low, high] = [lowest(known), highest(known)];
  if (low === undefined || high === undefined) return spec.title;
  const args = { name, ...spanOf(spec, known) };
  if (low.value === high.value) return tell(spec.lang, 'chart/level', { ...args, value: valueText(spec, low.value) });
  const range = rangeText(spec, low.value, high.value);
  return tell(spec.lang, 'chart/range', { ...args, range, peak: pointTime(spec, high.at) });
}

/** The first of the highest. */
const highest = (known: readonly Known[]) =>
  known.reduce<Known | undefined>(
    (best, one) => (best === undefined || one.value > best.value ? one : best),
    undefined,
  );
const lowest = (known: readonly Known[]) =>
  known.reduce<Known | undefined>(
    (best, one) => (best === undefined || one.value < best.value ? one : best),
    undefined,
  );

function threshold(spec: ChartSpec, known: readonly Known[]): readonly string[] {
  const limit = spec.threshold;
  if (limit === null) return [];
  const count = known.filter(({ value }) => isBeyond(value, limit)).length;
  const { direction } = limit;
  const args = { direction, threshold: valueText(spec, limit.value), count, all: known.length };
  return [tell(spec.lang, limit.isInclusive ? 'chart/beyond-or-at' : 'chart/beyond', args)];
}

function fired(spec: ChartSpec): readonly string[] {
  if (spec.mark?.kind !== 'fired') return [];
  return [tell(spec.lang, 'chart/fired', { at: momentText(spec, spec.mark.at) })];
}

function last(spec: ChartSpec, known: readonly Known[]): readonly string[] {
  const end = known.at(-1);
  if (end === undefined) return [];
  return [tell(spec.lang, 'chart/last', { value: valueText(spec, end.value), at: pointTime(spec, end.at) })];
}

function missing(spec: ChartSpec, { points }: ChartSeries, known: readonly Known[]): readonly string[] {
  const count = points.length - known.length;
  return count === 0 ? [] : [tell(spec.lang, 'chart/missing', { count, all: points.length })];
}

function other(spec: ChartSpec, { name, points }: ChartSeries): string {
  const high = highest(knownOf(points));
  if (high === undefined) return tell(spec.lang, 'chart/other-nothing', { name });
  const args = { name, value: valueText(spec, high.value), at: pointTime(spec, high.at) };
  return tell(spec.lang, 'chart/other', args);
}
