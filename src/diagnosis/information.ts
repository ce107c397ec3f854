import { chanceToSpeak, type Hypothesis } from './hypothesis.ts';
import type { Model } from './model.ts';
import type { Ranking } from './rank.ts';
import { focusHypotheses, pairFactor, priorHealthy, priorUnlisted } from './scale.ts';

export interface Believed {
  readonly hypothesis: Hypothesis;
  readonly probability: number; // sums to 1 over the list
}

/** The leading hypotheses, most probable first, scaled to 1. */
export function leading(ranking: Ranking, most: number = focusHypotheses): Believed[] {
  const all: Believed[] = [
    { hypothesis: 'healthy', probability: ranking.healthy },
    { hypothesis: 'unlisted', probability: ranking.unlisted },
    ...ranking.singles.map((probability, at) => ({ hypothesis: { causes: [at] }, probability })),
    ...ranking.pairs.map(({ a, b, probability }) => ({ hypothesis: { causes: [a, b] }, probability })),
  ];
  return scaled(all.sort((one, other) => other.probability - one.probability).slice(0, most));
}

/** What is believed before anything was looked at; pairs are left to their parts. */
export function atFirst(model: Model): Believed[] {
  const rest = 1 - priorHealthy - priorUnlisted;
  return scaled([
    { hypothesis: 'healthy', probability: priorHealthy },
    { hypothesis: 'unlisted', probability: priorUnlisted },
    ...model.causes.map(({ prior }, at) => ({
      hypothesis: { causes: [at] },
      probability: (rest * prior) / (1 + pairFactor / 2),
    })),
  ]);
}

function scaled(list: readonly Believed[]): Believed[] {
  const sum = list.reduce((all, { probability }) => all + probability, 0);
  return list.map(({ hypothesis, probability }) => ({ hypothesis, probability: sum > 0 ? probability / sum : 0 }));
}

/** Bits that the check's answer is expected to give about which hypothesis holds. */
export function informationOf(model: Model, check: number, believed: readonly Believed[]): number {
  let mean = 0;
  let inside = 0;
  for (const { hypothesis, probability } of believed) {
    const speaks = chanceToSpeak(model, check, hypothesis);
    mean += probability * speaks;
    inside += probability * entropy(speaks);
  }
  return Math.max(0, entropy(mean) - inside);
}

function entropy(chance: number): number {
  if (chance <= 0 || chance >= 1) return 0;
  return -(chance * Math.log2(chance) + (1 - chance) * Math.log2(1 - chance));
}
