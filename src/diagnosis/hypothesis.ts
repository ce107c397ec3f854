import { type Grip, type Model, pairSpeaks, type Term } from './model.ts';
import type { Ranking, SymptomTerm } from './rank.ts';
import { pairFactor, priorHealthy, priorUnlisted } from './scale.ts';

/** One way the world could be. `causes` holds one or two indices into the model's causes. */
export type Hypothesis = 'healthy' | 'unlisted' | { readonly causes: readonly number[] };

/** The formula itself: chance that the check speaks when the hypothesis holds. */
export function chanceToSpeak(model: Model, check: number, hypothesis: Hypothesis): number {
  const weighed = model.checks[check];
  if (weighed === undefined) throw new Error(`no check has the index ${check}`);
  const silent = 1 - weighed.leak;
  if (hypothesis === 'healthy') return 1 - silent * (1 - weighed.stray);
  if (hypothesis === 'unlisted') return 1 - silent * (1 - weighed.unlisted);
  const [one, other] = hypothesis.causes.map((cause) => gripOf(model, cause, check));
  if (one === undefined) return weighed.leak;
  if (other !== undefined) return pairSpeaks(weighed.leak, one, other);
  return (1 - silent * (1 - one.strength)) * (1 - one.inhibits);
}

function gripOf(model: Model, cause: number, check: number): Grip {
  return model.causes[cause]?.touches.find((touch) => touch.check === check) ?? { strength: 0, inhibits: 0 };
}

/** Logarithm of the prior, up to the one constant that all listed causes share. */
export function logPrior(model: Model, hypothesis: Hypothesis): number {
  if (hypothesis === 'healthy') return Math.log(priorHealthy);
  if (hypothesis === 'unlisted') return Math.log(priorUnlisted);
  const squares = model.causes.reduce((sum, { prior }) => sum + prior * prior, 0);
  const mass = 1 + (pairFactor * (1 - squares)) / 2;
  const own = hypothesis.causes.reduce((sum, cause) => sum + Math.log(model.causes[cause]?.prior ?? 0), 0);
  const pair = hypothesis.causes.length === 2 ? Math.log(pairFactor) : 0;
  return Math.log(1 - priorHealthy - priorUnlisted) - Math.log(mass) + own + pair;
}

export const decibansPerNat = 10 / Math.LN10;

/** A term's damped and tempered log chance under a hypothesis, in nats. */
export function weightOf(model: Model, term: Term, hypothesis: Hypothesis, heat: number): number {
  const speaks = chanceToSpeak(model, term.check, hypothesis);
  return (term.weight / heat) * (term.seen ? Math.log(speaks) : Math.log1p(-speaks));
}

/** Why one hypothesis leads another, in decibans. All parts add up to `total`, their log-odds before the gate. */
export interface Contrast {
  readonly prior: number;
  readonly symptom: number;
  readonly checks: readonly { readonly check: number; readonly decibans: number }[];
  readonly total: number;
}

export function contrast(ranking: Ranking, symptom: SymptomTerm, one: Hypothesis, other: Hypothesis): Contrast {
  const { model, terms, temperature } = ranking;
  const told = (hypothesis: Hypothesis) => (hypothesis === 'healthy' ? symptom.healthy : symptom.fault) / temperature;
  const prior = decibansPerNat * (logPrior(model, one) - logPrior(model, other));
  const symptomShare = decibansPerNat * (told(one) - told(other));
  const checks = terms.map((term) => ({
    check: term.check,
    decibans: decibansPerNat * (weightOf(model, term, one, temperature) - weightOf(model, term, other, temperature)),
  }));
  const total = checks.reduce((sum, { decibans }) => sum + decibans, prior + symptomShare);
  return { prior, symptom: symptomShare, checks, total };
}
