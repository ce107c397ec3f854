import type { Mutation } from './bot.ts';
import type { MemoryStore } from './memory-store.ts';
import { type Outcome, run, type Scenario } from './run.ts';

/** At the `at`-th choice, the `way`-th way instead of the plain one. */
export interface Turn {
  readonly at: number;
  readonly way: number;
}

export interface Explored {
  readonly runs: number;
  readonly hits: ReadonlyMap<string, number>;
  /** The first history that broke a promise, with its turns. */
  readonly failure: { readonly turns: readonly Turn[]; readonly outcome: Outcome } | undefined;
}

interface Played {
  readonly outcome: Outcome;
  /** How many ways there were at each choice. */
  readonly ways: readonly number[];
}

/** Plays one history: plain but for its turns. */
export async function playTurns(
  memory: MemoryStore,
  scenario: Scenario,
  turns: readonly Turn[],
  mutation: Mutation = {},
): Promise<Played> {
  const ways: number[] = [];
  const byPlace = new Map(turns.map(({ at, way }) => [at, way]));
  const outcome = await run(
    memory,
    scenario,
    (found) => {
      ways.push(found.length);
      const way = byPlace.get(ways.length - 1);
      // A history is drawn before anybody knows how many ways there are: the first is the plain one, and no turn.
      return way === undefined || found.length < 2 ? 0 : 1 + ((way - 1) % (found.length - 1));
    },
    mutation,
  );
  return { outcome, ways };
}

export interface Bounds {
  /** So many turns in one history at most. */
  readonly depth: number;
  /** Choices after this one are plain. */
  readonly within: number;
  readonly mutation?: Mutation;
  /** Stops after so many runs. */
  readonly mostRuns?: number;
}

/** Every history with at most `depth` turns among its first choices: shortest first, so the first failure is a shortest one. */
export async function exhaust(memory: MemoryStore, scenario: Scenario, bounds: Bounds): Promise<Explored> {
  const { mutation, mostRuns = Number.POSITIVE_INFINITY } = bounds;
  const hits = new Map<string, number>();
  let runs = 0;
  for (const generation = [[] as readonly Turn[]]; runs < mostRuns; runs += 1) {
    const turns = generation.shift();
    if (turns === undefined) break;
    const { outcome, ways } = await playTurns(memory, scenario, turns, mutation);
    addHits(hits, outcome.hits);
    if (outcome.broken !== undefined) return { runs: runs + 1, hits, failure: { turns, outcome } };
    if (turns.length < bounds.depth) generation.push(...longer(turns, ways.slice(0, bounds.within)));
  }
  return { runs, hits, failure: undefined };
}

function longer(turns: readonly Turn[], ways: readonly number[]): (readonly Turn[])[] {
  const last = turns.at(-1)?.at ?? -1;
  return ways.flatMap((count, at) =>
    at <= last ? [] : Array.from({ length: count - 1 }, (_, index) => [...turns, { at, way: index + 1 }]),
  );
}

export function addHits(to: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [what, times] of from) to.set(what, (to.get(what) ?? 0) + times);
}

/** How often each way was gone at each point, one line each. */
export function tableOf(hits: ReadonlyMap<string, number>): string {
  return [...hits]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([what, times]) => `${String(times).padStart(8)}  ${what}`)
    .join('\n');
}
