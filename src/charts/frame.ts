import { nice, ticks } from 'd3-array';
import type { ChartSpec } from '../domain/chart.ts';
import { numberText } from '../messages/chart-words.ts';
import type { Face } from './font.ts';

export const size = { width: 720, height: 360 } as const;
export const letter = { title: 16, label: 12 } as const;

/** Where things stand, in pixels, and which ticks the axes have. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly yTicks: readonly number[];
  readonly xTicks: readonly number[];
  x(at: number): number;
  y(value: number): number;
}

export function frameOf(spec: ChartSpec, face: Face): Frame {
  const [low, high] = nice(...reachOf(spec), 5);
  const yTicks = ticks(low, high, 5);
  const widest = Math.max(...yTicks.map((tick) => face.width(numberText(spec, tick), letter.label)));
  const [from, to] = spanOf(spec);
  const [left, right, top, bottom] = [24 + widest + 8, size.width - 24, 96, size.height - 44];
  return {
    left,
    right,
    top,
    bottom,
    yTicks,
    xTicks: timeTicks(from, to, spec.timeZone),
    x: (at) => left + ((at - from) / (to - from)) * (right - left),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
  };
}

/** Zero is always in the picture: a small change must not look like a large one. */
function reachOf({ series, threshold }: ChartSpec): [number, number] {
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const all = [0, ...values, ...(threshold === null ? [] : [threshold.value])];
  const low = all.reduce((least, value) => Math.min(least, value));
  const high = all.reduce((most, value) => Math.max(most, value));
  return low === high ? [low, low + 1] : [low, high + (high - low) * 0.06];
}

/** A bar takes the whole of its step; the mark is within when it lies a few steps after the newest point. */
export function spanOf({ series, stepMs, kind, mark }: ChartSpec): [number, number] {
  const points = series[0]?.points ?? [];
  const from = points.at(0)?.at ?? mark?.at ?? 0;
  const last = points.at(-1)?.at ?? from;
  const to = kind === 'bar' || last === from ? last + stepMs : last;
  return [from, mark !== null && mark.at <= last + NEAR * stepMs ? Math.max(to, mark.at) : to];
}

const NEAR = 3;

const MINUTE = 60_000;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((minutes) => minutes * MINUTE);

/** At most eight round times of the zone's own clock. */
function timeTicks(from: number, to: number, timeZone: string): readonly number[] {
  const step = steps.find((one) => (to - from) / one <= 8) ?? Math.ceil((to - from) / 8);
  const ahead = aheadOfUtc(from, timeZone);
  const first = Math.ceil((from + ahead) / step) * step - ahead;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}

function aheadOfUtc(at: number, timeZone: string): number {
  const wall = new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return Math.round((Date.parse(`${wall}Z`) - at) / MINUTE) * MINUTE;
}
