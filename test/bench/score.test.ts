import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../bench/outcome.ts';
import { type Case, scoreOf } from '../../bench/score.ts';
import { calibrationError, proportion } from '../../bench/statistics.ts';
import type { World } from '../../bench/worlds.ts';

function world(
  verdict: World['expected']['verdict'],
  causes: readonly string[] = [],
  herrings: readonly string[] = [],
): Pick<World, 'expected'> {
  return { expected: { verdict, causes, herrings, minter: null } };
}

function says(verdict: Outcome['verdict'], chances: Readonly<Record<string, number>>): Outcome {
  const ranked = Object.entries(chances)
    .filter(([id]) => id !== 'healthy' && id !== 'unlisted')
    .map(([id, probability]) => ({ id, probability }))
    .sort((a, b) => b.probability - a.probability);
  return {
    verdict,
    ranked,
    set: ranked[0] === undefined ? [] : [ranked[0].id],
    chances: new Map(Object.entries(chances)),
  };
}

const none: Case['groups'] = new Map();

describe('the score', () => {
  it('counts top-1, top-3 and exact set over the cases that have a cause', () => {
    const score = scoreOf([
      { world: world('cause', ['race']), outcome: says('cause', { race: 0.9, oom: 0.1 }), groups: none },
      { world: world('cause', ['oom']), outcome: says('cause', { race: 0.7, oom: 0.3 }), groups: none },
      { world: world('healthy'), outcome: says('healthy', { healthy: 1 }), groups: none },
    ]);

    expect(score.n).toBe(3);
    expect(score.top1).toMatchObject({ hits: 1, n: 2 });
    expect(score.top3).toMatchObject({ hits: 2, n: 2 });
    expect(score.exactSet).toMatchObject({ hits: 1, n: 2 });
  });

  it('calls a cause of one half or more on a healthy case a false alarm', () => {
    const score = scoreOf([
      { world: world('healthy'), outcome: says('cause', { race: 0.5, healthy: 0.5 }), groups: none },
      { world: world('healthy'), outcome: says('unclear', { race: 0.49, healthy: 0.51 }), groups: none },
    ]);

    expect(score.falseAlarms).toMatchObject({ hits: 1, n: 2 });
  });

  it('counts a sure error as wrong and confident, and an unsure one not', () => {
    const outcome = (race: number) => says('cause', { race, oom: 1 - race });
    const score = scoreOf([
      { world: world('cause', ['oom']), outcome: outcome(0.85), groups: none },
      { world: world('cause', ['oom']), outcome: outcome(0.75), groups: none },
    ]);

    expect(score.wrongAndConfident).toMatchObject({ hits: 1, n: 2 });
  });

  it('takes one of a declared group for the group', () => {
    const groups = new Map([
      ['race', 'silent-close'],
      ['apache', 'silent-close'],
    ]);

    const score = scoreOf([
      { world: world('cause', ['race']), outcome: says('cause', { apache: 0.9, race: 0.1 }), groups },
    ]);

    expect(score.top1.hits).toBe(1);
    expect(score.brier).toBeCloseTo(0, 12);
  });

  it('says when a forbidden cause was named', () => {
    const score = scoreOf([
      {
        world: world('cause', ['race'], ['release']),
        outcome: says('cause', { release: 0.8, race: 0.2 }),
        groups: none,
      },
    ]);

    expect(score.herrings).toMatchObject({ hits: 1, n: 1 });
  });

  it('reckons Brier over all hypotheses', () => {
    const score = scoreOf([
      { world: world('cause', ['race']), outcome: says('cause', { race: 0.8, oom: 0.1, unlisted: 0.1 }), groups: none },
    ]);

    expect(score.brier).toBeCloseTo(0.04 + 0.01 + 0.01, 12);
    expect(score.logLoss).toBeCloseTo(-Math.log(0.8), 12);
  });
});

describe('statistics', () => {
  it('gives the Wilson interval known from the literature', () => {
    const { low, high } = proportion(228, 240);

    expect(low).toBeCloseTo(0.915, 3);
    expect(high).toBeCloseTo(0.971, 3);
  });

  it('gives no rate of nothing', () => {
    expect(proportion(0, 0)).toEqual({ hits: 0, n: 0, rate: null, low: null, high: null });
  });

  it('finds no calibration error where certainty was right, and one where it was not', () => {
    expect(calibrationError([{ sure: 1, right: true }])).toBe(0);
    expect(calibrationError([{ sure: 0.9, right: false }])).toBeCloseTo(0.9, 12);
  });
});
