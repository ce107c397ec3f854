import { describe, expect, it } from '@jest/globals';
import { assess } from '../../src/diagnosis/assess.ts';
import { gate, isDecided } from '../../src/diagnosis/gate.ts';
import { makeModel, termsOf } from '../../src/diagnosis/model.ts';
import { rank } from '../../src/diagnosis/rank.ts';
import { answeredOf } from '../../src/diagnosis/run-checks.ts';
import { wordOf } from '../../src/diagnosis/words.ts';
import { bundleOf, evidenceWith, madeCause, madeCheck, missing, says } from './made.ts';

const model = makeModel(
  [madeCheck('a', { leak: 'almost-never' })],
  [madeCause('x', { supports: { a: 'almost-always' } }), madeCause('y'), madeCause('z')],
);
const ranking = rank(model, termsOf(model, new Map([['a', true]])), { healthy: Math.log(0.005), fault: 0 }, 1);

describe('the coverage gate', () => {
  it('leaves a decided cause alone', () => {
    expect(gate(ranking, [true, false, false]).causes).toEqual(ranking.causes);
  });

  it('holds an undecided cause below one half and gives the rest to unlisted', () => {
    const gated = gate(ranking, [false, false, false]);

    expect(ranking.causes[0]).toBeGreaterThan(0.8);
    expect(gated.causes[0]).toBeCloseTo(0.49, 9);
    expect(gated.unlisted).toBeGreaterThan(ranking.unlisted + 0.3);
    expect(gated.held).toEqual([{ cause: 0, before: ranking.causes[0] }]);
  });

  it('moves mass without making or losing any', () => {
    const { healthy, unlisted, singles, pairs } = gate(ranking, [false, false, false]);

    const all = [healthy, unlisted, ...singles, ...pairs.map(({ probability }) => probability)];
    expect(all.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
  });

  it('accuses no other cause with the mass it moved', () => {
    const gated = gate(ranking, [false, false, false]);

    expect(gated.causes[1]).toBeLessThanOrEqual(ranking.causes[1] ?? 0);
    expect(gated.causes[2]).toBeLessThanOrEqual(ranking.causes[2] ?? 0);
  });

  it('opens only when every requirement of one set was observed as required', () => {
    const cause = madeCause('x', {
      decidedBy: [
        [
          { check: 'a', is: 'seen' },
          { check: 'b', is: 'not-seen' },
        ],
        [{ check: 'c', is: 'seen' }],
      ],
    });
    const decided = (answers: Readonly<Record<string, boolean>>) => isDecided(cause, new Map(Object.entries(answers)));

    expect(decided({ a: true })).toBe(false);
    expect(decided({ a: true, b: true })).toBe(false);
    expect(decided({ a: true, b: false })).toBe(true);
    expect(decided({ c: true })).toBe(true);
    expect(decided({ c: false })).toBe(false);
  });

  it('stays shut when the deciding evidence is denied, and the verdict is unclear', () => {
    const knowledge = {
      checks: [says('a', 'seen', { leak: 'almost-never' }), says('proof', 'seen', { needs: ['ecsStoppedTasks'] })],
      causes: [
        madeCause('x', {
          supports: { a: 'almost-always', proof: 'usually' },
          decidedBy: [[{ check: 'proof', is: 'seen' }]],
        }),
        madeCause('y'),
      ],
    };
    const denied = assess(bundleOf(evidenceWith(500, { ecsStoppedTasks: missing('ecsStoppedTasks') })), knowledge);

    expect(denied.before.causes[0]).toBeGreaterThan(0.5);
    expect(denied.ranking.causes[0]).toBeLessThan(0.5);
    expect(denied.verdict).toBe('unclear');
    expect(answeredOf(denied.findings).has('proof')).toBe(false);
  });

  it('keeps the word at "possible" however high the number', () => {
    for (const probability of [0.05, 0.3, 0.49, 0.5, 0.9, 0.999]) expect(wordOf(probability, false)).toBe('possible');
    expect(wordOf(0.9, true)).toBe('very-likely');
    expect(wordOf(0.6, true)).toBe('likely');
    expect(wordOf(0.49, true)).toBe('possible');
    expect(wordOf(0.01, true)).toBe('unlikely');
  });
});
