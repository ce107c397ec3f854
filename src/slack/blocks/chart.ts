import type { types } from '@slack/bolt';
import type { ChartSpec } from '../../domain/chart.ts';
import { findingOf } from '../../messages/chart-finding.ts';
import { numberText, pointTime, unitText, zoneName } from '../../messages/chart-words.ts';
import { tell } from '../../messages/say.ts';
import { type Reduced, reduce } from './chart-points.ts';
import { clamp, clean, limits } from './limits.ts';

/** Slack's chart block, which its own types do not know yet. */
export interface ChartBlock extends types.Block {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line' | 'bar';
    readonly series: readonly { readonly name: string; readonly data: readonly { label: string; value: number }[] }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label: string;
      readonly y_label?: string;
    };
  };
}

/** `notes`: what the block cannot show, in words. */
export interface LaidChart {
  readonly block: ChartBlock | null;
  readonly notes: readonly string[];
}

const own = limits.chart;
/** So many categories may be missing before a mark, and it still says roughly where. */
const NEAR = 3;

/** The chart within every limit of Slack's block; no block when there is nothing to draw. */
export function layChart(given: ChartSpec): LaidChart {
  const reduced = reduce(given, own.points);
  if (reduced === undefined) return { block: null, notes: [] };
  const spec = inFitZone(given, reduced);
  const labels = labelsOf(spec, reduced);
  const unit = yLabel(spec, reduced);
  const block: ChartBlock = {
    type: 'data_visualization',
    title: cut(spec.title, own.title),
    chart: {
      type: spec.kind,
      series: linesOf(spec, reduced).map(({ name, values }) => ({
        name,
        data: values.map((value, index) => ({ label: labels[index] ?? '', value })),
      })),
      axis_config: { categories: labels, x_label: xLabel(spec, reduced), ...(unit === '' ? {} : { y_label: unit }) },
    },
  };
  const names = reduced.left.join(', ');
  return { block, notes: names === '' ? [] : [tell(spec.lang, 'chart/series-missing', { names })] };
}

/** What stands beside the chart, for everybody and for screen readers. */
export function spokenChart(spec: ChartSpec): string {
  return [findingOf(spec), ...layChart(spec).notes].join(' ');
}

const cut = (text: string, limit: number) => clamp(clean(text).trim() || '…', limit);

/** The threshold is a line of its own; names are short and no two alike. */
function linesOf(spec: ChartSpec, { series, at }: Reduced): Reduced['series'] {
  const { threshold, lang } = spec;
  const most = own.series - (threshold === null ? 0 : 1);
  const shown = series.slice(0, most);
  if (threshold === null) return unlike(shown);
  const long = tell(lang, 'chart/threshold', { value: numberText(spec, threshold.value) });
  const name = long.length <= own.label ? long : tell(lang, 'chart/threshold-short');
  return unlike([...shown, { name, values: at.map(() => threshold.value) }]);
}

function unlike(series: Reduced['series']): Reduced['series'] {
  const taken = new Set<string>();
  return series.map(({ name, values }) => {
    let shown = cut(name, own.label);
    for (let count = 2; taken.has(shown); count += 1) shown = `${cut(name, own.label - 4)} ${count}`;
    taken.add(shown);
    return { name: shown, values };
  });
}

/** The channel's zone; UTC where its clock goes back and two points would have the same label. */
function inFitZone(spec: ChartSpec, { at }: Reduced): ChartSpec {
  const labels = new Set(at.map((time) => pointTime(spec, time)));
  return labels.size === at.length ? spec : { ...spec, timeZone: 'UTC' };
}

/** 12:01, and at the moment that matters 12:01 ▲. */
function labelsOf(spec: ChartSpec, { at, steps }: Reduced): readonly string[] {
  const marked = markedOf(spec, at, steps);
  return at.map((time, index) => (index === marked ? `${pointTime(spec, time)} ▲` : pointTime(spec, time)));
}

/** The category of the moment, or the one before it where the newest are not measured yet; its time stands at the axis. */
function markedOf({ mark, stepMs }: ChartSpec, at: readonly number[], steps: number): number {
  if (mark === null) return -1;
  const index = at.findLastIndex((from) => from <= mark.at);
  return mark.at - (at[index] ?? 0) < NEAR * steps * stepMs ? index : -1;
}

function xLabel(spec: ChartSpec, { at, steps }: Reduced): string {
  const minutes = numberText({ ...spec, unit: 'none' }, (spec.stepMs * steps) / 60_000);
  const zone = zoneName(spec.timeZone, at[0] ?? 0);
  const time = tell(spec.lang, 'chart/axis/time', { zone, minutes });
  if (spec.mark === null || markedOf(spec, at, steps) < 0) return cut(time, own.axisLabel);
  const mark = tell(spec.lang, `chart/axis/mark/${spec.mark.kind}`, { at: pointTime(spec, spec.mark.at) });
  return cut(`${time} · ${mark}`, own.axisLabel);
}

function yLabel(spec: ChartSpec, { aggregate, steps }: Reduced): string {
  const unit = unitText(spec, aggregate === 'sum' ? steps : 1);
  if (steps === 1 || aggregate === 'sum') return cut(unit, own.axisLabel).replace(/^…$/, '');
  return cut(tell(spec.lang, `chart/axis/${aggregate}`, { unit, count: steps }), own.axisLabel);
}
