import { isObject, objects, text } from './json.ts';
import { limits } from './limits.ts';
import { anything, byType, listOf, number, type Report, type Shape, shape, string } from './shapes.ts';

const { series, points, label, axisLabel } = limits.chart;

const point = shape({ label: string(label), value: number(-Number.MAX_VALUE, Number.MAX_VALUE) });
const axes = shape(
  { categories: listOf(string(label), points) },
  { x_label: string(axisLabel), y_label: string(axisLabel) },
);
const drawn = shape({
  series: listOf(shape({ name: string(label), data: listOf(point, points) }), series),
  axis_config: axes,
});

const kinds = byType({
  line: drawn,
  bar: drawn,
  area: drawn,
  pie: shape({
    segments: listOf(shape({ label: string(label), value: number(Number.MIN_VALUE, Number.MAX_VALUE) }), 12),
  }),
});

/** The chart of a data_visualization block: sizes, one point for each category in every series, names that differ. */
export const chart: Shape = (value, at, report) => {
  kinds(value, at, report);
  if (!isObject(value) || !Array.isArray(value.series)) return anything(value, at, report);
  unlike(
    objects(value.series).map(({ name }) => text(name)),
    `${at}/series`,
    report,
  );
  const axis = isObject(value.axis_config) ? value.axis_config : {};
  const categories = Array.isArray(axis.categories) ? axis.categories : [];
  for (const [index, { data }] of objects(value.series).entries()) {
    const labels = objects(data).map((one) => one.label);
    const fits = labels.length === categories.length && labels.every((one, place) => one === categories[place]);
    if (!fits) report(`${at}/series/${index}/data`, 'must have one point for each category');
  }
};

function unlike(names: readonly (string | undefined)[], at: string, report: Report): void {
  if (new Set(names).size < names.length) report(at, 'names must be unique');
}
