import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHits, exhaust, tableOf } from './explore.ts';
import { type MemoryStore, openMemoryStore } from './memory-store.ts';
import { points } from './points.ts';
import type { Scenario } from './run.ts';
import { opening, scenarios } from './scenarios.ts';

let memory: MemoryStore;
beforeAll(async () => {
  memory = await openMemoryStore();
});
afterAll(() => memory.close());

const met = new Map<string, number>();

const holds = async (scenario: Scenario, depth: number, within: number) => {
  const { runs, hits, failure } = await exhaust(memory, scenario, { depth, within });
  const told =
    failure && `${failure.outcome.broken} with ${JSON.stringify(failure.turns)}\n${failure.outcome.trace.join('\n')}`;
  addHits(met, hits);
  process.stdout.write(`${scenario.name}: ${runs} histories with at most ${depth} turns\n`);
  expect(told).toBeUndefined();
};

describe('every history', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'with one turn anywhere keeps every promise: %s',
    (_name, scenario) => holds(scenario, 1, 400),
  );

  it('together they went through every point and every fault', () => {
    process.stdout.write(`how often:\n${tableOf(met)}\n`);

    expect(points.filter((point) => !met.has(point))).toEqual([]);
  });

  it('with two turns among the first 12 choices keeps every promise', () => holds(opening, 2, 12));
});
