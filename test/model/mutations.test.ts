import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exhaust } from './explore.ts';
import { type MemoryStore, openMemoryStore } from './memory-store.ts';
import { mutations } from './mutations.ts';
import { opening } from './scenarios.ts';

const MOST_RUNS = 3_000;

let memory: MemoryStore;
beforeAll(async () => {
  memory = await openMemoryStore();
});
afterAll(() => memory.close());

describe('without one of the things that keep the promises, the model finds a history that breaks one', () => {
  it.each(Object.entries(mutations))('%s', async (name, mutation) => {
    const { runs, failure } = await exhaust(memory, opening, { depth: 2, within: 40, mutation, mostRuns: MOST_RUNS });

    process.stdout.write(`${name}: after ${runs} runs, ${failure?.turns.length} turns: ${failure?.outcome.broken}\n`);
    expect(failure).toBeDefined();
  });
});
