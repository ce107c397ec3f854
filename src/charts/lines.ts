import type { ChartPoint, ChartSpec } from '../domain/chart.ts';
import type { Frame } from './frame.ts';

/** Told apart by people who see few colours too. */
export const colours = ['#1d6fd1', '#d9730d', '#1b8a5a', '#8a4fbf', '#c2416b', '#5b6472'] as const;
export const colourOf = (index: number): string => colours[index % colours.length] ?? colours[0];

interface Known {
  readonly at: number;
  readonly value: number;
}

/** Points that follow each other without a hole. */
export function stretches(points: readonly ChartPoint[]): readonly (readonly Known[])[] {
  const found: Known[][] = [[]];
  for (const { at, value } of points) {
    if (value === null) found.push([]);
    else found.at(-1)?.push({ at, value });
  }
  return found.filter(({ length }) => length > 0);
}

/** From the last point before a hole to the first after it. */
export function holes({ series, stepMs }: ChartSpec): readonly { readonly from: number; readonly to: number }[] {
  const points = series[0]?.points ?? [];
  const found: { from: number; to: number }[] = [];
  for (const { at, value } of points) {
    const open = found.at(-1);
    if (value !== null) continue;
    if (open !== undefined && open.to === at) open.to = at + stepMs;
    else found.push({ from: at, to: at + stepMs });
  }
  return found;
}

export function seriesShape(spec: ChartSpec, frame: Frame, index: number): string {
  const points = spec.series[index]?.points ?? [];
  const colour = colourOf(index);
  if (spec.kind === 'bar') return bars(spec, frame, index, colour);
  return stretches(points)
    .map((stretch) => line(frame, stretch, colour, index === 0))
    .join('');
}

/** A point alone between two holes is a dot, or nobody would see it. */
function line({ x, y, bottom }: Frame, stretch: readonly Known[], colour: string, isMain: boolean): string {
  const [first, last] = [stretch.at(0), stretch.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (stretch.length === 1) return `<circle cx="${n(x(first.at))}" cy="${n(y(first.value))}" r="3" fill="${colour}"/>`;
  const path = `M${stretch.map(({ at, value }) => `${n(x(at))} ${n(y(value))}`).join('L')}`;
  const area = `${path}L${n(x(last.at))} ${n(bottom)}L${n(x(first.at))} ${n(bottom)}Z`;
  return [
    isMain ? `<path d="${area}" fill="${colour}" fill-opacity="0.12"/>` : '',
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`,
  ].join('');
}

/** Bars of several series stand side by side within their step. */
function bars({ series, stepMs }: ChartSpec, { x, y }: Frame, index: number, colour: string): string {
  const points = series[index]?.points ?? [];
  return points
    .filter((point): point is Known => point.value !== null)
    .map(({ at, value }) => {
      const wide = ((x(at + stepMs) - x(at)) * 0.8) / series.length;
      const left = x(at) + wide * (index + 0.125 * series.length);
      const [top, foot] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
      return `<rect x="${n(left)}" y="${n(top)}" width="${n(wide)}" height="${n(foot - top)}" fill="${colour}"/>`;
    })
    .join('');
}

/** Pixels to a tenth: enough, and the same bytes everywhere. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);
