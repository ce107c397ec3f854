import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankDensely } from '../../bench/dense.ts';
import { type Model, makeModel, type Term, termsOf } from '../../src/diagnosis/model.ts';
import { type Ranking, rank } from '../../src/diagnosis/rank.ts';
import { pairFactor, priorHealthy, priorUnlisted } from '../../src/diagnosis/scale.ts';
import type { Cause } from '../../src/domain/cause.ts';
import type { AnyCheck } from '../../src/domain/check.ts';
import { madeCause, madeCheck } from './made.ts';

const silentSymptom = { healthy: 0, fault: 0 };

function ranked(
  checks: readonly AnyCheck[],
  causes: readonly Cause[],
  answered: Readonly<Record<string, boolean>>,
  temperature = 1,
): Ranking {
  const model = makeModel(checks, causes);
  return rank(model, termsOf(model, new Map(Object.entries(answered))), silentSymptom, temperature);
}

describe('rank', () => {
  it('equals the formula worked out by hand for two causes and one check', () => {
    const checks = [madeCheck('log/oom', { leak: 'rare', nature: 'configuration' })];
    const causes = [madeCause('oom', { supports: { 'log/oom': 'usually' } }), madeCause('race')];

    const { healthy, unlisted, causes: chances, pairs } = ranked(checks, causes, { 'log/oom': true });

    // leak 0.02, strength 0.8: P(seen | oom) = 1 - 0.98 × 0.2 = 0.804, P(seen | anything else) = 0.02
    const single = (1 - priorHealthy - priorUnlisted) / (1 + pairFactor / 4) / 2;
    const pair = (single * pairFactor) / 2;
    const masses = [priorHealthy * 0.02, priorUnlisted * 0.02, single * 0.804, single * 0.02, pair * 0.804];
    const sum = masses.reduce((all, mass) => all + mass, 0);
    const [h, u, oom, race, both] = masses.map((mass) => mass / sum) as [number, number, number, number, number];
    expect(healthy).toBeCloseTo(h, 12);
    expect(unlisted).toBeCloseTo(u, 12);
    expect(chances[0]).toBeCloseTo(oom + both, 12);
    expect(chances[1]).toBeCloseTo(race + both, 12);
    expect(pairs).toEqual([{ a: 0, b: 1, probability: expect.closeTo(both, 12) }]);
  });

  it('adds up to one over healthy, unlisted, singles and pairs', () => {
    const checks = [madeCheck('a'), madeCheck('b')];
    const causes = [madeCause('x', { supports: { a: 'often' } }), madeCause('y', { supports: { b: 'usually' } })];

    const { healthy, unlisted, singles, pairs } = ranked(checks, causes, { a: true, b: false });

    const all = [healthy, unlisted, ...singles, ...pairs.map(({ probability }) => probability)];
    expect(all.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
  });

  it('lets a noisy check count for less than one that almost never speaks by itself', () => {
    const causes = [madeCause('x', { supports: { a: 'usually' } })];
    const under = (leak: 'almost-never' | 'noisy') =>
      ranked([madeCheck('a', { leak, nature: 'configuration' })], causes, { a: true }).causes[0] ?? 0;

    const odds = (chance: number) => chance / (1 - chance);
    // The likelihood ratios are (1 - 0.995 × 0.2) / 0.005 and (1 - 0.85 × 0.2) / 0.15.
    expect(odds(under('almost-never')) / odds(under('noisy'))).toBeCloseTo(160.2 / 5.5333, 3);
  });

  it('takes a check that was heard as evidence against the cause that would keep it silent', () => {
    const checks = [madeCheck('a', { leak: 'common', nature: 'configuration' })];
    const causes = [madeCause('x', { inhibits: { a: 'usually' } }), madeCause('y')];

    const heard = ranked(checks, causes, { a: true }).causes;
    const silent = ranked(checks, causes, { a: false }).causes;

    expect((heard[0] ?? 0) / (heard[1] ?? 1)).toBeLessThan(0.3);
    // Silence is what nearly every hypothesis expects here: it must not prove the inhibitor.
    expect((silent[0] ?? 0) / (silent[1] ?? 1)).toBeCloseTo(0.99 / 0.95, 1);
  });

  it('is moved by an unknown check not at all', () => {
    const causes = [madeCause('x', { supports: { a: 'usually', b: 'almost-always' } }), madeCause('y')];

    const withUnknown = ranked([madeCheck('a'), madeCheck('b')], causes, { a: true });
    const without = ranked([madeCheck('a')], [madeCause('x', { supports: { a: 'usually' } }), madeCause('y')], {
      a: true,
    });

    expect(withUnknown.causes[0]).toBeCloseTo(without.causes[0] ?? 0, 12);
  });

  it('counts five views of one fact far less than five facts', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const supports = Object.fromEntries(ids.map((id) => [id, 'often' as const]));
    const causes = [madeCause('x', { supports }), madeCause('y')];
    const seen = Object.fromEntries(ids.map((id) => [id, true]));
    const odds = (family?: string) => {
      const checks = ids.map((id) =>
        madeCheck(id, { nature: 'configuration', ...(family === undefined ? {} : { family }) }),
      );
      const { singles } = ranked(checks, causes, seen);
      return Math.log((singles[0] ?? 0) / (singles[1] ?? 1));
    };

    // five members with a correlation of 0.5: each counts 1 / (1 + 4 × 0.5)
    expect(odds('same')).toBeCloseTo(odds() / 3, 9);
  });

  it('damps by the members that were answered and say the same', () => {
    const model = makeModel(
      ['a', 'b', 'c'].map((id) => madeCheck(id, { family: 'f' })),
      [],
    );
    const weights = (answers: Readonly<Record<string, boolean>>) =>
      termsOf(model, new Map(Object.entries(answers))).map(({ weight }) => weight);

    expect(weights({ a: true })).toEqual([1]);
    expect(weights({ a: true, b: true })).toEqual([1 / 1.5, 1 / 1.5]);
    expect(weights({ a: true, b: false, c: false })).toEqual([1, 1 / 1.5, 1 / 1.5]);
  });

  it('names two faults when neither explains all that is seen', () => {
    const checks = ['a', 'b', 'c', 'd'].map((id) => madeCheck(id, { leak: 'almost-never', nature: 'configuration' }));
    const causes = [
      madeCause('x', { supports: { a: 'almost-always', b: 'almost-always' } }),
      madeCause('y', { supports: { c: 'almost-always', d: 'almost-always' } }),
      madeCause('z', { supports: { a: 'sometimes' } }),
    ];

    const { pairs, causes: chances } = ranked(checks, causes, { a: true, b: true, c: true, d: true });

    expect(pairs.find(({ a, b }) => a === 0 && b === 1)?.probability).toBeGreaterThan(0.9);
    expect(chances[0]).toBeGreaterThan(0.9);
    expect(chances[1]).toBeGreaterThan(0.9);
  });

  it('goes back towards the priors as the temperature rises', () => {
    const checks = [madeCheck('a')];
    const causes = [madeCause('x', { supports: { a: 'almost-always' } }), madeCause('y')];
    const at = (temperature: number) => ranked(checks, causes, { a: true }, temperature).causes[0] ?? 0;

    expect(at(1)).toBeGreaterThan(at(1.5));
    expect(at(1.5)).toBeGreaterThan(at(3));
  });

  it('answers unlisted when symptoms are seen that no listed cause makes together', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `s${at}`);
    const checks = ids.map((id) => madeCheck(id, { leak: 'almost-never' }));
    // Each listed cause makes five of the twenty; what was seen is one of each.
    const causes = Array.from({ length: 4 }, (_, at) =>
      madeCause(`c${at}`, {
        supports: Object.fromEntries(ids.slice(at * 5, at * 5 + 5).map((id) => [id, 'almost-always' as const])),
      }),
    );
    const seen = Object.fromEntries(ids.map((id, at) => [id, at % 5 === 0]));

    const { unlisted, causes: chances, healthy } = ranked(checks, causes, seen, 1.4);

    expect(unlisted).toBeGreaterThan(Math.max(...chances, healthy));
  });

  it('leaves it to the count whether 502s that were counted are strays, however they look', () => {
    const checks = [madeCheck('shape', { leak: 'almost-never' }), madeCheck('setting', { nature: 'configuration' })];
    const causes = [madeCause('x', { supports: { shape: 'usually', setting: 'usually' } }), madeCause('y')];
    const odds = (answered: Readonly<Record<string, boolean>>, strays: boolean) => {
      const model = makeModel(checks, causes, strays);
      const { healthy, unlisted } = rank(model, termsOf(model, new Map(Object.entries(answered))), silentSymptom, 1);
      return healthy / unlisted;
    };

    for (const shape of [true, false])
      expect(odds({ shape, setting: true }, true)).toBeCloseTo(priorHealthy / priorUnlisted, 9);
    expect(odds({ shape: true }, false)).toBeLessThan(0.1);
  });

  it('refuses a link to a check that does not exist', () => {
    expect(() => makeModel([], [madeCause('x', { supports: { nowhere: 'often' } })])).toThrow('nowhere');
  });
});

describe('the fast form', () => {
  const strength = fc.constantFrom(0, 0.05, 0.2, 0.5, 0.8, 0.95);
  const arbitraryModel: fc.Arbitrary<{ model: Model; terms: Term[] }> = fc
    .record({ checks: fc.integer({ min: 1, max: 12 }), causes: fc.integer({ min: 1, max: 7 }) })
    .chain(({ checks, causes }) =>
      fc.record({
        leaks: fc.array(fc.constantFrom(0.005, 0.02, 0.05, 0.15), { minLength: checks, maxLength: checks }),
        unlisted: fc.array(fc.constantFrom(0, 0.1, 0.5), { minLength: checks, maxLength: checks }),
        stray: fc.array(fc.constantFrom(0, 0.1, 0.5), { minLength: checks, maxLength: checks }),
        links: fc.array(
          fc.array(fc.record({ strength, inhibits: strength }), { minLength: checks, maxLength: checks }),
          { minLength: causes, maxLength: causes },
        ),
        seen: fc.array(fc.option(fc.boolean(), { nil: undefined }), { minLength: checks, maxLength: checks }),
        weights: fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: checks, maxLength: checks }),
      }),
    )
    .map(({ leaks, unlisted, stray, links, seen, weights }) => ({
      model: {
        checks: leaks.map((leak, at) => ({
          id: `k${at}`,
          leak,
          unlisted: unlisted[at] ?? 0,
          stray: stray[at] ?? 0,
          family: null,
        })),
        causes: links.map((row, at) => ({
          id: `c${at}`,
          prior: 1 / links.length,
          touches: row.flatMap((link, check) =>
            link.strength === 0 && link.inhibits === 0 ? [] : [{ check, ...link }],
          ),
        })),
      },
      terms: seen.flatMap((status, check) =>
        status === undefined ? [] : [{ check, seen: status, weight: weights[check] ?? 1 }],
      ),
    }));

  it('equals the formula written out, to a billionth, for any catalogue and any evidence', () => {
    fc.assert(
      fc.property(
        arbitraryModel,
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.double({ min: -8, max: 0, noNaN: true }),
        ({ model, terms }, temperature, healthy) => {
          const symptom = { healthy, fault: -0.2 };
          const fast = rank(model, terms, symptom, temperature);
          const dense = rankDensely(model, terms, symptom, temperature).probabilities;

          const flat = [
            fast.healthy,
            fast.unlisted,
            ...fast.singles,
            ...fast.pairs.map(({ probability }) => probability),
          ];
          expect(flat).toHaveLength(dense.length);
          for (const [at, chance] of flat.entries())
            expect(Math.abs(chance - (dense[at] ?? 2))).toBeLessThanOrEqual(1e-9);
        },
      ),
      { numRuns: 300 },
    );
  });
});
