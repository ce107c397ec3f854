import { describe, expect, it } from '@jest/globals';
import { causes } from '../../src/causes/index.ts';
import { checks } from '../../src/checks/index.ts';
import { confusable } from '../../src/diagnosis/confusion.ts';
import { makeModel } from '../../src/diagnosis/model.ts';
import { madeCause, madeCheck } from './made.ts';

describe('confusable', () => {
  it('finds two causes that every check treats alike, and not two that one check tells apart', () => {
    const model = makeModel(
      [madeCheck('a'), madeCheck('b', { leak: 'almost-never' })],
      [
        madeCause('x', { supports: { a: 'usually' } }),
        madeCause('twin', { supports: { a: 'usually' } }),
        madeCause('y', { supports: { b: 'almost-always' } }),
      ],
    );

    expect(confusable(model, 1)).toEqual([{ one: 'x', other: 'twin', decibans: 0 }]);
  });

  it('finds no two causes of the catalogue under 10 dB that do not share a declared group', () => {
    const group = new Map(causes.map((cause) => [cause.id, cause.group]));

    const undeclared = confusable(makeModel(checks, causes), 10).filter(
      ({ one, other }) => group.get(one) === undefined || group.get(one) !== group.get(other),
    );

    expect(undeclared).toEqual([]);
  });

  it('keeps to at most 6 groups of at most 4 causes', () => {
    const sizes = new Map<string, number>();
    for (const { group } of causes) if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);

    expect(sizes.size).toBeLessThanOrEqual(6);
    for (const [group, size] of sizes) expect([group, size <= 4]).toEqual([group, true]);
  });
});
