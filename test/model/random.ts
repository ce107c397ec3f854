import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addHits, playTurns, type Turn, tableOf } from './explore.ts';
import { type MemoryStore, openMemoryStore } from './memory-store.ts';
import { points } from './points.ts';
import { scenarios } from './scenarios.ts';

/** Up to nine turns, each some choices after the one before. */
const anyTurns = fc
  .array(fc.record({ after: fc.integer({ min: 1, max: 40 }), way: fc.integer({ min: 1, max: 60 }) }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((steps) => {
    let at = -1;
    return steps.map(({ after, way }): Turn => {
      at += after;
      return { at, way };
    });
  });

/** Histories drawn from `seed` (or MODEL_SEED). A failure names the seed and the shortest history that fails too. */
export function describeRandom(name: string, seed: number, most: number): void {
  const runs = Number(process.env.MODEL_RUNS ?? most);
  describe(`${runs} histories drawn at random, ${name}`, () => {
    const drawn = Number(process.env.MODEL_SEED ?? seed);
    const hits = new Map<string, number>();
    let memory: MemoryStore;
    beforeAll(async () => {
      memory = await openMemoryStore();
    });
    afterAll(() => memory.close());

    it('keep every promise', async () => {
      let played = 0;
      const property = fc.asyncProperty(fc.constantFrom(...scenarios), anyTurns, async (scenario, turns) => {
        const { outcome } = await playTurns(memory, scenario, turns);
        played += 1;
        addHits(hits, outcome.hits);
        if (outcome.broken !== undefined)
          throw new Error(`${scenario.name}: ${outcome.broken}\n${outcome.trace.join('\n')}`);
      });

      await fc.assert(property, { numRuns: runs, seed: drawn });

      expect(played).toBe(runs);
    });

    it('went through every point and every fault', () => {
      process.stdout.write(`\nseed ${drawn}, ${runs} runs, how often:\n${tableOf(hits)}\n`);

      expect(points.filter((point) => !hits.has(point))).toEqual([]);
    });
  });
}
