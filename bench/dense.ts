import { type Hypothesis, logPrior, weightOf } from '../src/diagnosis/hypothesis.ts';
import type { Model, Term } from '../src/diagnosis/model.ts';
import type { SymptomTerm } from '../src/diagnosis/rank.ts';

/** The formula as it is written down, hypothesis by hypothesis and check by check: slow, and what the fast form must equal. */
export interface DensePosterior {
  readonly hypotheses: readonly Hypothesis[];
  readonly probabilities: readonly number[];
}

export function rankDensely(
  model: Model,
  terms: readonly Term[],
  symptom: SymptomTerm,
  temperature: number,
): DensePosterior {
  const hypotheses = allHypotheses(model.causes.length);
  const scores = hypotheses.map((hypothesis) => {
    const told = hypothesis === 'healthy' ? symptom.healthy : symptom.fault;
    let score = logPrior(model, hypothesis) + told / temperature;
    for (const term of terms) score += weightOf(model, term, hypothesis, temperature);
    return score;
  });
  const top = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const masses = scores.map((score) => Math.exp(score - top));
  const sum = masses.reduce((all, mass) => all + mass, 0);
  return { hypotheses, probabilities: masses.map((mass) => mass / sum) };
}

function allHypotheses(causes: number): Hypothesis[] {
  const all: Hypothesis[] = ['healthy', 'unlisted'];
  for (let a = 0; a < causes; a++) all.push({ causes: [a] });
  for (let a = 0; a < causes; a++) for (let b = a + 1; b < causes; b++) all.push({ causes: [a, b] });
  return all;
}
