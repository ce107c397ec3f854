import { type Assessment, assess, type Knowledge } from '../src/diagnosis/assess.ts';

import { byProbability } from '../src/diagnosis/ranked-causes.ts';
import type { Bundle } from '../src/domain/evidence.ts';
import { nameOfSet, type Outcome } from './outcome.ts';

export type { Knowledge };

/** Causes that no obtainable evidence tells apart, by cause. */
export type Groups = ReadonlyMap<string, string>;

export function groupsOf({ causes }: Pick<Knowledge, 'causes'>): Groups {
  return new Map(causes.flatMap(({ id, group }) => (group === undefined ? [] : [[id, group] as const])));
}

/** The engine's own posterior, whole: the printed answer leaves out what is below 1 %. */
export function ours(
  bundle: Bundle,
  knowledge: Knowledge,
  temperature?: number,
): Outcome & { readonly assessment: Assessment } {
  const assessment = assess(bundle, knowledge, temperature);
  const { ranking, verdict } = assessment;
  const id = (at: number) => knowledge.causes[at]?.id ?? '';
  const chances = new Map<string, number>([
    ['healthy', ranking.healthy],
    ['unlisted', ranking.unlisted],
    ...ranking.singles.map((chance, at): [string, number] => [id(at), chance]),
    ...ranking.pairs.map(({ a, b, probability }): [string, number] => [nameOfSet([id(a), id(b)]), probability]),
  ]);
  const [best] = [...chances].sort((a, b) => b[1] - a[1])[0] ?? ['unlisted'];
  return {
    assessment,
    verdict,
    ranked: byProbability(assessment).map((at) => ({ id: id(at), probability: ranking.causes[at] ?? 0 })),
    set: best === 'healthy' || best === 'unlisted' ? [] : best.split(' + '),
    chances,
  };
}
