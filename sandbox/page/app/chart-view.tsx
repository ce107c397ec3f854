import { useId, useLayoutEffect, useRef, useState } from 'react';
import { isObject, objects, str } from './loose.ts';
import type { Json } from './model.ts';

const box = { height: 230, left: 46, right: 14, top: 12, bottom: 44 };
const colours = ['#4f46a5', '#d9730d', '#1b8a5a', '#c2416b', '#1d6fd1', '#63616e'];
const colourOf = (index: number): string => colours[index % colours.length] ?? '#4f46a5';

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface Chart {
  readonly type: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** A data_visualization block, as Slack draws one: title, lines or bars over categories, a legend. */
export function ChartView({ block }: { readonly block: Json }) {
  const title = str(block.title);
  const id = useId();
  const chart = chartOf(block.chart);
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <Plot chart={chart} title={title} />
      <ul className="legend">
        {chart.series.map(({ name }, index) => (
          <li key={name}>
            <span style={{ background: colourOf(index) }} aria-hidden="true" />
            {name}
          </li>
        ))}
        {chart.yLabel === '' ? null : <li className="unit">{chart.yLabel}</li>}
      </ul>
    </figure>
  );
}

function chartOf(given: unknown): Chart {
  const chart = isObject(given) ? given : {};
  const axes = isObject(chart.axis_config) ? chart.axis_config : {};
  if (chart.type === 'pie') return ofSegments(objects(chart.segments));
  return {
    type: str(chart.type),
    categories: Array.isArray(axes.categories) ? axes.categories.map(str) : [],
    series: objects(chart.series).map(({ name, data }) => ({
      name: str(name),
      values: objects(data).map(({ value }) => (typeof value === 'number' ? value : 0)),
    })),
    xLabel: str(axes.x_label),
    yLabel: str(axes.y_label),
  };
}

/** Shares read as well from bars. */
function ofSegments(segments: readonly Json[]): Chart {
  const values = segments.map(({ value }) => (typeof value === 'number' ? value : 0));
  return {
    type: 'bar',
    categories: segments.map((one) => str(one.label)),
    series: [{ name: '', values }],
    xLabel: '',
    yLabel: '',
  };
}

/** As wide as there is room, so that letters keep their size. */
function useWidth() {
  const element = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(200, Math.round(entry?.contentRect.width ?? 640))));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return { element, width };
}

function Plot({ chart, title }: { readonly chart: Chart; readonly title: string }) {
  const { element, width } = useWidth();
  const { categories, series, xLabel } = chart;
  const ticks = ticksOf(series.flatMap(({ values }) => values));
  const [low = 0, high = 1] = [ticks.at(0), ticks.at(-1)];
  const wide = (width - box.left - box.right) / Math.max(1, categories.length);
  const x = (index: number): number => box.left + wide * (index + 0.5);
  const y = (value: number): number =>
    box.height - box.bottom - ((value - low) / (high - low)) * (box.height - box.top - box.bottom);
  const every = Math.max(1, Math.ceil((categories.length * 76) / (width - box.left - box.right)));
  return (
    <svg ref={element} height={box.height} viewBox={`0 0 ${width} ${box.height}`} role="img" aria-label={title}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={box.left}
            x2={width - box.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'axis' : 'rule'}
          />
          <text x={box.left - 8} y={y(tick) + 4} textAnchor="end">
            {short(tick)}
          </text>
        </g>
      ))}
      {categories.map((label, index) =>
        isShown(label, index, every, categories) ? (
          <text
            key={label}
            x={x(index)}
            y={box.height - box.bottom + 18}
            textAnchor="middle"
            className={isMark(label) ? 'mark' : ''}
          >
            {label}
          </text>
        ) : null,
      )}
      <text x={width - box.right} y={box.height - 6} textAnchor="end">
        {xLabel}
      </text>
      {series.map((one, index) => (
        <Line key={one.name} series={one} index={index} of={chart} x={x} y={y} wide={wide} />
      ))}
    </svg>
  );
}

interface LineProps {
  readonly series: Series;
  readonly index: number;
  readonly of: Chart;
  readonly wide: number;
  x(index: number): number;
  y(value: number): number;
}

function Line({ series: { name, values }, index, of, wide, x, y }: LineProps) {
  const colour = colourOf(index);
  const tip = (place: number): string => `${of.categories[place] ?? ''} · ${name}: ${values[place] ?? ''}`;
  if (of.type === 'bar' && !isLevel(values, of)) {
    const each = (wide * 0.72) / of.series.length;
    return values.map((value, place) => (
      <rect
        key={of.categories[place]}
        x={x(place) - wide * 0.36 + each * index}
        y={Math.min(y(value), y(0))}
        width={each}
        height={Math.abs(y(0) - y(value))}
        fill={colour}
      >
        <title>{tip(place)}</title>
      </rect>
    ));
  }
  const path = values.map((value, place) => `${place === 0 ? 'M' : 'L'}${x(place)} ${y(value)}`).join('');
  return (
    <>
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={2}
        strokeLinejoin="round"
        strokeDasharray={isLevel(values, of) ? '5 4' : undefined}
      />
      {isLevel(values, of)
        ? null
        : values.map((value, place) => (
            <circle key={of.categories[place]} cx={x(place)} cy={y(value)} r={3} fill={colour}>
              <title>{tip(place)}</title>
            </circle>
          ))}
    </>
  );
}

/** One of several that never changes: a limit. */
function isLevel(values: readonly number[], { series }: Chart): boolean {
  return series.length > 1 && values.every((value) => value === values[0]);
}

const isMark = (label: string): boolean => label.includes('▲');

/** Every nth label; the marked one always, and none right beside it. */
function isShown(label: string, index: number, every: number, all: readonly string[]): boolean {
  if (isMark(label)) return true;
  const marked = all.findIndex(isMark);
  return index % every === 0 && (marked < 0 || Math.abs(marked - index) >= Math.min(2, every));
}

/** Round numbers from at most zero to at least the highest. */
function ticksOf(values: readonly number[]): readonly number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, nth) => Number(((first + nth) * step).toPrecision(12)));
}

function short(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}
