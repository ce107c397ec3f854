import { describe, expect, it } from '@jest/globals';
import { namesInRule } from '../../../src/alarms/parse/composite-rule.ts';

describe('namesInRule', () => {
  it.each([
    ['ALARM("a") OR ALARM("b")', ['a', 'b']],
    ['ALARM(a) AND NOT (OK(b) OR INSUFFICIENT_DATA(c))', ['a', 'b', 'c']],
    ['alarm(\'with, comma\') and ALARM("with (round) ones")', ['with, comma', 'with (round) ones']],
    ['ALARM("quote \\" inside")', ['quote " inside']],
    [
      'ALARM("arn:aws:cloudwatch:us-east-1:123456789012:alarm:a")',
      ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:a'],
    ],
    ['AT_LEAST(2, ALARM, (a, "b, c", d)) OR ALARM(e)', ['e', 'a', 'b, c', 'd']],
    ['AT_LEAST(50%, NOT OK, (a, b))', ['a', 'b']],
    ['ALARM(a) OR ALARM(a)', ['a']],
    ['TRUE', []],
    ['ALARM(', []],
    ['', []],
  ])('%s', (rule, names) => {
    expect(namesInRule(rule)).toEqual(names);
  });

  it('gives no more than a hundred', () => {
    const rule = Array.from({ length: 300 }, (_, i) => `ALARM("a${i}")`).join(' OR ');
    expect(namesInRule(rule)).toHaveLength(100);
  });
});
