import { describe, expect, it } from '@jest/globals';
import { filterPattern } from '../../../../sandbox/aws/operations/filter-pattern.ts';

const lines = [
  'ERROR timeout in cart',
  'WARN slow query',
  'ERROR out of memory',
  '{"level":"error","res":{"statusCode":502}}',
];
const found = (pattern: string) => lines.filter(filterPattern(pattern) ?? (() => false));

describe('filterPattern', () => {
  it.each([
    ['', lines],
    ['ERROR', [lines[0], lines[2]]],
    ['error', [lines[3]]],
    ['ERROR cart', [lines[0]]],
    ['?WARN ?cart', [lines[0], lines[1]]],
    ['"out of memory"', [lines[2]]],
    ['?"out of memory" ?"slow query"', [lines[1], lines[2]]],
    ['ERROR -cart', [lines[2]]],
    ['%time(out)?%', [lines[0]]],
    ['{ $.level = "error" }', [lines[3]]],
    ['{ $.res.statusCode >= 500 }', [lines[3]]],
    ['{ $.res.statusCode > 502 }', []],
  ])('%s', (pattern, expected) => {
    expect(found(pattern)).toEqual(expected);
  });

  it('ignores ?terms beside plain ones, as the service does', () => {
    expect(found('ERROR ?WARN')).toEqual([lines[0], lines[2]]);
  });

  it.each(['(a', 'a & b', '"open', '{ $.a ~ 1 }'])('refuses %s', (pattern) => {
    expect(filterPattern(pattern)).toBeUndefined();
  });
});
