import type { ChartSeries, ChartSpec } from '../domain/chart.ts';
import { numberText, pointTime, unitText, zoneName } from '../messages/chart-words.ts';
import { tell } from '../messages/say.ts';
import { type Face, fontFamily } from './font.ts';
import { type Frame, frameOf, letter, size, spanOf } from './frame.ts';
import { drawable, escapeXml, fitted } from './lettering.ts';
import { colourOf, holes, n, seriesShape } from './lines.ts';

export interface Faces {
  readonly regular: Face;
  readonly bold: Face;
}

const ink = {
  text: '#1d1c1d',
  quiet: '#616061',
  grid: '#e8e8e8',
  axis: '#b5b5b5',
  bad: '#c01f2f',
  hole: '#f1f1f1',
  holeKey: '#d9d9d9',
};

/** The chart as SVG, 720 × 360: light ground, the threshold and the moment that matters by name, holes shown as holes. */
export function svgOf(spec: ChartSpec, faces: Faces): string {
  const frame = frameOf(spec, faces.regular);
  const drawn = spec.series.map((_, index) => seriesShape(spec, frame, index)).toReversed();
  const parts = [
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    title(spec, faces),
    legend(spec, faces),
    ...holeShapes(spec, frame),
    ...grid(spec, frame, faces),
    ...drawn,
    ...thresholdShape(spec, frame),
    ...markShape(spec, frame, faces),
  ];
  const box = `width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family="${fontFamily}">${parts.join('')}</svg>`;
}

interface Style {
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly weight?: 400 | 700;
  /** A white seam, where a line may run behind it. */
  readonly seam?: boolean;
}

function words(x: number, y: number, text: string, style: Style = {}): string {
  const { fill = ink.quiet, anchor = 'start', size: px = letter.label, weight = 400, seam = false } = style;
  const edge = seam ? ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' : '';
  const look = `font-size="${px}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"${edge}`;
  return `<text x="${n(x)}" y="${n(y)}" ${look}>${escapeXml(text)}</text>`;
}

function title(spec: ChartSpec, { bold }: Faces): string {
  const text = fitted(bold, drawable(bold, spec.title), letter.title, size.width - 48);
  return words(24, 32, text, { fill: ink.text, size: letter.title, weight: 700 });
}

/** Names with their colours; the unit behind the first, because all share it; what the grey ground means. */
function legend(spec: ChartSpec, { regular }: Faces): string {
  const noData = tell(spec.lang, 'chart/no-data');
  const entries = [
    ...spec.series.map((series, index) => ({ text: nameOf(spec, series, index, regular), colour: colourOf(index) })),
    ...(holes(spec).length === 0 ? [] : [{ text: noData, colour: ink.holeKey }]),
  ];
  const room = (size.width - 48) / Math.max(1, entries.length) - 36;
  let x = 24;
  const drawn = entries.map(({ text, colour }) => {
    const shown = fitted(regular, text, letter.label, room);
    const key = `<rect x="${n(x)}" y="47" width="12" height="4" rx="2" fill="${colour}"/>`;
    const entry = key + words(x + 18, 53.5, shown);
    x += 36 + regular.width(shown, letter.label);
    return entry;
  });
  return drawn.join('');
}

function nameOf(spec: ChartSpec, { name, points }: ChartSeries, index: number, face: Face): string {
  const unit = unitText(spec);
  const isEmpty = points.every(({ value }) => value === null);
  const more = [...(index === 0 && unit !== '' ? [unit] : []), ...(isEmpty ? [tell(spec.lang, 'chart/no-data')] : [])];
  return [drawable(face, name), ...(more.length === 0 ? [] : [`(${more.join(', ')})`])].join(' ');
}

function holeShapes(spec: ChartSpec, { x, top, bottom, left, right }: Frame): readonly string[] {
  // A point of a line stands in the middle of what is known around it, a bar on the whole of its step.
  const shift = spec.kind === 'bar' ? 0 : spec.stepMs / 2;
  return holes(spec).map(({ from, to }) => {
    const [start, end] = [Math.max(left, x(from - shift)), Math.min(right, x(to - shift))];
    const wide = Math.max(0, end - start);
    return `<rect x="${n(start)}" y="${n(top)}" width="${n(wide)}" height="${n(bottom - top)}" fill="${ink.hole}"/>`;
  });
}

function grid(spec: ChartSpec, frame: Frame, faces: Faces): readonly string[] {
  const { left, right, bottom, yTicks, xTicks, x, y } = frame;
  const rows = yTicks.map((tick) => {
    const at = n(y(tick));
    const line = `<line x1="${n(left)}" x2="${n(right)}" y1="${at}" y2="${at}" stroke="${tick === 0 ? ink.axis : ink.grid}"/>`;
    return line + words(left - 8, y(tick) + 4, numberText(spec, tick), { anchor: 'end' });
  });
  const columns = xTicks.map((at) => {
    const place = n(x(at));
    const line = `<line x1="${place}" x2="${place}" y1="${n(bottom)}" y2="${n(bottom + 5)}" stroke="${ink.axis}"/>`;
    const label = pointTime(spec, at);
    const isOver = x(at) + faces.regular.width(label, letter.label) / 2 > size.width - 8;
    return line + words(isOver ? right : x(at), bottom + 18, label, { anchor: isOver ? 'end' : 'middle' });
  });
  return [...rows, ...columns, words(right, bottom + 36, zoneText(spec), { anchor: 'end' })];
}

function zoneText(spec: ChartSpec): string {
  const [from] = spanOf(spec);
  const day = new Date(from).toLocaleDateString('sv-SE', { timeZone: spec.timeZone });
  return `${day} ${zoneName(spec.timeZone, from)}`;
}

/** Its name stands where the mark does not. */
function thresholdShape(spec: ChartSpec, { left, right, x, y }: Frame): readonly string[] {
  if (spec.threshold === null) return [];
  const at = y(spec.threshold.value);
  const text = tell(spec.lang, 'chart/threshold', { value: numberText(spec, spec.threshold.value) });
  const isTaken = spec.mark !== null && x(spec.mark.at) < (left + right) / 2;
  const place = isTaken ? { x: right - 6, anchor: 'end' as const } : { x: left + 6, anchor: 'start' as const };
  const ends = `x1="${n(left)}" x2="${n(right)}" y1="${n(at)}" y2="${n(at)}"`;
  return [
    `<line ${ends} stroke="${ink.bad}" stroke-width="1.5" stroke-dasharray="6 4"/>`,
    words(place.x, at - 6, text, { fill: ink.bad, weight: 700, seam: true, anchor: place.anchor }),
  ];
}

/** The flag stands above the plot, where no line runs. */
function markShape(spec: ChartSpec, { left, right, top, bottom, x }: Frame, { bold }: Faces): readonly string[] {
  const { mark } = spec;
  const [from, to] = spanOf(spec);
  if (mark === null || mark.at < from || mark.at > to) return [];
  const text = tell(spec.lang, `chart/mark/${mark.kind}`, { at: pointTime(spec, mark.at) });
  const at = x(mark.at);
  const half = bold.width(text, letter.label) / 2;
  const middle = Math.min(right - half, Math.max(left + half, at));
  return [
    `<line x1="${n(at)}" x2="${n(at)}" y1="${n(top - 8)}" y2="${n(bottom)}" stroke="${ink.text}" stroke-width="1.5"/>`,
    `<path d="M${n(at - 4)} ${n(top - 10)}L${n(at + 4)} ${n(top - 10)}L${n(at)} ${n(top - 3)}Z" fill="${ink.text}"/>`,
    words(middle, top - 15, text, { fill: ink.text, weight: 700, anchor: 'middle' }),
  ];
}
