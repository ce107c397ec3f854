import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addHits, playTurns, type Turn, tableOf } from './explore.ts';
import { type MemoryStore, openMemoryStore } from './memory-store.ts';
import { laterPoints, points } from './points.ts';
import type { Scenario } from './run.ts';
import { opening, scenarios, walking } from './scenarios.ts';

/** Up to eight turns, each at some place of the plain history. */
const anyTurns = fc.array(
  fc.record({ place: fc.integer({ min: 0, max: 999 }), way: fc.integer({ min: 1, max: 60 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

/** Histories drawn from `seed` (or MODEL_SEED). A failure names the seed and the shortest history that fails too. */
export function describeRandom(name: string, seed: number, most: number): void {
  const runs = Number(process.env.MODEL_RUNS ?? most);
  describe(`${runs} histories drawn at random, ${name}`, () => {
    const ourSeed = Number(process.env.MODEL_SEED ?? seed);
    const hits = new Map<string, number>();
    let memory: MemoryStore;
    const lengths = new Map<Scenario, number>();
    beforeAll(async () => {
      memory = await openMemoryStore();
      for (const scenario of scenarios) {
        const { ways } = await playTurns(memory, scenario, []);
        lengths.set(scenario, ways.length);
      }
    });
    const at = (scenario: Scenario, place: number) => Math.floor((place / 1_000) * (lengths.get(scenario) ?? 0));
    afterAll(() => memory.close());

    it('keep every promise', async () => {
      let played = 0;
      const property = fc.asyncProperty(
        fc.constantFrom(...scenarios, opening, walking),
        anyTurns,
        async (scenario, drawn) => {
          const turns = drawn.map(({ place, way }): Turn => ({ at: at(scenario, place), way }));
          const { outcome } = await playTurns(memory, scenario, turns);
          played += 1;
          addHits(hits, outcome.hits);
          if (outcome.broken !== undefined)
            throw new Error(`${scenario.name}: ${outcome.broken}\n${outcome.trace.join('\n')}`);
        },
      );

      await fc.assert(property, { numRuns: runs, seed: ourSeed });

      expect(played).toBe(runs);
    });

    it('went through every fault and every call', () => {
      process.stdout.write(`\nseed ${ourSeed}, ${runs} runs, how often:\n${tableOf(hits)}\n`);

      const parts = (all: readonly string[]) => new Set(all.flatMap((point) => point.split(' @ ')));
      const met = parts([...hits.keys()]);
      expect([...parts([...points, ...laterPoints])].filter((part) => !met.has(part))).toEqual([]);
    });
  });
}
