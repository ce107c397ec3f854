import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertMessageBlocks } from '../../sandbox/slack/validate.ts';
import type { ChartSpec } from '../../src/domain/chart.ts';
import { layChart } from '../../src/slack/blocks/chart.ts';
import { compose } from '../../src/slack/blocks/compose.ts';
import { chart } from '../../src/slack/blocks/parts.ts';
import { minute, points, risen, sampleChart, start } from './chart-samples.ts';

const drawn = (spec: ChartSpec) => {
  const { block } = layChart(spec);
  if (block === null) throw new Error('nothing was drawn');
  return block.chart;
};

describe('a chart in a message', () => {
  it('holds an hour of minutes in 20 categories, the threshold as a line of its own and the alarm marked', () => {
    const { series, axis_config } = drawn(sampleChart('en'));

    expect(axis_config.categories).toHaveLength(19);
    expect(axis_config.categories.slice(0, 2)).toEqual(['11:30', '11:33']);
    expect(axis_config.categories.filter((label) => label.includes('▲'))).toEqual(['12:03 ▲']);
    expect(axis_config.x_label).toBe('JST, 3 min a point · ▲ alarm fired 12:03');
    expect(axis_config.y_label).toBe('per minute (highest of 3)');
    expect(series.map(({ name }) => name)).toEqual(['502s', 'threshold 10']);
    expect(new Set(series[1]?.data.map(({ value }) => value))).toEqual(new Set([10]));
  });

  it('shows the highest minute of each three against a threshold, and sums where there is none', () => {
    const values = [1, 2, 3, ...risen.slice(3)];
    const spec = sampleChart('en', { series: [{ name: '502s', points: points(values) }] });

    expect(drawn(spec).series[0]?.data[0]?.value).toBe(3);
    const summed = drawn({ ...spec, threshold: null });
    expect(summed.series[0]?.data[0]?.value).toBe(6);
    expect(summed.axis_config.y_label).toBe('per 3 minutes');
  });

  it('leaves out what was not measured instead of drawing zero', () => {
    const { axis_config, series } = drawn(sampleChart('en'));

    expect(axis_config.categories).not.toContain('12:21');
    expect(series[0]?.data.every(({ value }) => value > 0)).toBe(true);
  });

  it('says which further series is not drawn because it has holes', () => {
    const holes = risen.map((_, index) => (index < 30 ? null : 1));
    const spec = sampleChart('en', {
      series: [
        { name: '502s', points: points(risen) },
        { name: '504s', points: points(holes) },
      ],
    });

    expect(layChart(spec).notes).toEqual(['Not drawn, because data is missing in places: 504s.']);
    expect(compose('en', [chart(spec)]).text).toContain('504s');
  });

  it('is words alone when nothing was measured', () => {
    const spec = sampleChart('ja', { series: [{ name: '502', points: points([null, null]) }] });
    const { blocks, hasChart } = compose('ja', [chart(spec)]);

    expect(hasChart).toBe(false);
    expect(JSON.stringify(blocks)).toContain('推移を判断できません');
  });

  it('draws two charts a message and tells the third in words', () => {
    const spec = sampleChart('en');
    const { blocks, text } = compose('en', [chart(spec), chart(spec), chart({ ...spec, title: 'third' })]);

    expect(assertMessageBlocks(blocks)).toHaveLength(5);
    expect(blocks.filter(({ type }) => type === 'data_visualization')).toHaveLength(2);
    expect(text.match(/rose at/g)).toHaveLength(3);
  });

  it('uses UTC for its labels when the clock goes back and times repeat', () => {
    const autumn = Date.parse('2026-11-01T05:30:00Z') - start;
    const moved = points(Array.from({ length: 12 }, (_, index) => index)).map(({ value }, index) => ({
      at: start + autumn + index * 10 * minute,
      value,
    }));
    const spec = sampleChart('en', {
      series: [{ name: '502s', points: moved }],
      stepMs: 10 * minute,
      timeZone: 'America/New_York',
      mark: null,
    });

    expect(drawn(spec).axis_config.categories.slice(0, 2)).toEqual(['05:30', '05:40']);
    expect(drawn(spec).axis_config.x_label).toBe('UTC, 10 min a point');
  });

  it.each([
    [5, '12:24 ▲'],
    [20, undefined],
  ])('marks the newest point when the alarm fired %s minutes after it, if that is near', (minutes, marked) => {
    const mark = { at: start + (56 + minutes) * minute, kind: 'fired' as const };
    const values = risen.map((value, index) => (index < 57 ? (value ?? 0) : null));
    const spec = sampleChart('en', { series: [{ name: '502s', points: points(values) }], mark });

    expect(drawn(spec).axis_config.categories.find((label) => label.includes('▲'))).toBe(marked);
    expect(drawn(spec).axis_config.x_label.includes('alarm fired')).toBe(marked !== undefined);
  });

  it('is never refused, whatever names, numbers and holes come', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
    const one = fc.record({
      name: fc.string({ unit: 'grapheme', maxLength: 60 }),
      values: fc.array(value, { maxLength: 90 }),
    });
    const any = fc.record({
      series: fc.array(one, { maxLength: 9 }),
      title: fc.string({ maxLength: 200 }),
      limit: value,
    });

    fc.assert(
      fc.property(any, ({ series, title, limit }) => {
        const spec = sampleChart('ja', {
          title,
          series: series.map(({ name, values }) => ({ name, points: points(values) })),
          threshold: limit === null ? null : { value: limit, direction: 'above', isInclusive: false },
        });
        expect(assertMessageBlocks(compose('ja', [chart(spec), chart(spec)]).blocks)).not.toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });
});
