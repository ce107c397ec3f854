import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../sandbox/slack/json.ts';
import { assertMessageBlocks, blockProblems } from '../../sandbox/slack/validate.ts';

const labels = (count: number) => Array.from({ length: count }, (_, index) => `1${index}:00`);
const series = (name: string, categories: readonly string[]) => ({
  name,
  data: categories.map((label, value) => ({ label, value })),
});

function block({ title = '502s', count = 3, names = ['a'], chart = {} as Json, axes = {} as Json } = {}): Json {
  const categories = labels(count);
  const drawn = {
    type: 'line',
    series: names.map((name) => series(name, categories)),
    axis_config: { categories, ...axes },
  };
  return { type: 'data_visualization', title, chart: { ...drawn, ...chart } };
}

const problemsOf = (given: Json) => blockProblems([given]).map(({ pointer, message }) => `${pointer}: ${message}`);

describe('a chart block', () => {
  it('is taken at its limits', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'.repeat(20)];
    const given = block({ title: 't'.repeat(50), count: 20, names, axes: { x_label: 'x'.repeat(50), y_label: 'y' } });

    expect(problemsOf(given)).toEqual([]);
  });

  it.each<[string, Json, RegExp]>([
    ['a title of 51 characters', block({ title: 't'.repeat(51) }), /^\/blocks\/0\/title: must be less than 51/],
    ['21 points', block({ count: 21 }), /categories: no more than 20 items/],
    ['seven series', block({ names: [...'abcdefg'] }), /series: no more than 6 items/],
    ['no series', block({ names: [] }), /series: must provide at least 1/],
    ['a name of 21 characters', block({ names: ['n'.repeat(21)] }), /series\/0\/name: must be less than 21/],
    ['two series of one name', block({ names: ['a', 'a'] }), /series: names must be unique/],
    ['an axis label of 51 characters', block({ axes: { x_label: 'x'.repeat(51) } }), /x_label: must be less than 51/],
    [
      'a point without a category',
      block({ axes: { categories: labels(2) } }),
      /data: must have one point for each category/,
    ],
    [
      'a value that is none',
      block({ chart: { series: [{ name: 'a', data: [{ label: '10:00', value: null }] }] } }),
      /value/,
    ],
    ['a kind that there is not', block({ chart: { type: 'radar' } }), /unsupported type: radar/],
    [
      'a share of nothing',
      { ...block(), chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } },
      /must be between/,
    ],
  ])('is refused with %s', (_, given, complaint) => {
    expect(problemsOf(given).join('\n')).toMatch(complaint);
  });

  it('is taken twice in a message and not three times', () => {
    expect(assertMessageBlocks([block(), block()])).toHaveLength(2);
    expect(() => assertMessageBlocks([block(), block(), block()])).toThrow('invalid_blocks');
  });

  it('is not known to a workspace that does not have it yet', () => {
    expect(() => assertMessageBlocks([block()], false)).toThrow('invalid_blocks');
  });
});
