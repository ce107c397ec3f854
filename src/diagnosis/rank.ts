import { logChance, type Model, pairSpeaks, type Term, type Touch, type WeighedCause } from './model.ts';
import { pairFactor, priorHealthy, priorUnlisted, temperature } from './scale.ts';

/** What the count of 502s says: log chances when nothing is wrong, and when anything is. */
export interface SymptomTerm {
  readonly healthy: number;
  readonly fault: number;
}

export interface Ranking {
  readonly model: Model;
  readonly terms: readonly Term[];
  readonly temperature: number;
  readonly healthy: number;
  readonly unlisted: number;
  /** By cause index: the cause alone. */
  readonly singles: readonly number[];
  readonly pairs: readonly Pair[];
  /** By cause index: alone or in a pair. */
  readonly causes: readonly number[];
}

export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

/** A cause's touched and answered checks: what each moves, in nats, against no cause at all. */
interface Moves {
  readonly total: number;
  readonly at: readonly Move[];
}

interface Move {
  readonly term: Term;
  readonly touch: Touch;
  readonly delta: number;
}

/**
 * Exact posterior over {healthy, unlisted, every cause, every pair}. Each hypothesis is that of leaks alone plus the
 * deltas of its causes; a pair needs a correction only on checks that both of its causes touch.
 */
export function rank(
  model: Model,
  terms: readonly Term[],
  symptom: SymptomTerm,
  heat: number = temperature.value,
): Ranking {
  const byCheck = new Map(terms.map((term) => [term.check, term]));
  const moves = model.causes.map((cause) => movesOf(model, cause, byCheck, heat));
  const fault = (symptom.fault - symptom.healthy) / heat;
  const listed = Math.log(1 - priorHealthy - priorUnlisted) - Math.log(listedMass(model)) + fault;
  const singles = model.causes.map((cause, at) => listed + Math.log(cause.prior) + (moves[at]?.total ?? 0));
  const pairs: { a: number; b: number; score: number }[] = [];
  const logPair = Math.log(pairFactor);
  for (const [a, cause] of model.causes.entries())
    for (let b = a + 1; b < model.causes.length; b++) {
      const other = model.causes[b] as WeighedCause;
      const score =
        listed + logPair + Math.log(cause.prior) + Math.log(other.prior) + pairTotal(model, moves[a], moves[b], heat);
      pairs.push({ a, b, score });
    }
  const healthy = Math.log(priorHealthy) + unnamedTotal(model, terms, 'stray', heat);
  const unlisted = Math.log(priorUnlisted) + fault + unnamedTotal(model, terms, 'unlisted', heat);
  return normalised({ model, terms, heat, healthy, unlisted, singles, pairs });
}

function listedMass(model: Model): number {
  const squares = model.causes.reduce((sum, { prior }) => sum + prior * prior, 0);
  return 1 + (pairFactor * (1 - squares)) / 2;
}

function movesOf(model: Model, cause: WeighedCause, terms: ReadonlyMap<number, Term>, heat: number): Moves {
  const at: Move[] = [];
  let total = 0;
  for (const touch of cause.touches) {
    const term = terms.get(touch.check);
    if (term === undefined) continue;
    const silent = 1 - leakOf(model, touch.check);
    const delta =
      (term.weight / heat) *
      (logChance(term.seen, silent * (1 - touch.strength), 1 - touch.inhibits) - logChance(term.seen, silent, 1));
    total += delta;
    at.push({ term, touch, delta });
  }
  return { total, at };
}

function pairTotal(model: Model, a: Moves | undefined, b: Moves | undefined, heat: number): number {
  if (a === undefined || b === undefined) return 0;
  let total = a.total + b.total;
  for (let i = 0, j = 0; i < a.at.length && j < b.at.length; ) {
    const one = a.at[i] as Move;
    const two = b.at[j] as Move;
    if (one.touch.check === two.touch.check) total += correction(model, one, two, heat);
    const step = one.touch.check - two.touch.check;
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  return total;
}

/** What the pair does to a shared check, less what was already counted for each of the two. */
function correction(model: Model, one: Move, two: Move, heat: number): number {
  const { term } = one;
  const leak = leakOf(model, term.check);
  const both = logChance(term.seen, 1 - pairSpeaks(leak, one.touch, two.touch), 1);
  return (term.weight / heat) * (both - logChance(term.seen, 1 - leak, 1)) - one.delta - two.delta;
}

/** The delta of what has no name: it makes any symptom speak with the check's own chance. */
function unnamedTotal(model: Model, terms: readonly Term[], kind: 'unlisted' | 'stray', heat: number): number {
  let total = 0;
  for (const { check, seen, weight } of terms) {
    const silent = 1 - leakOf(model, check);
    const chance = model.checks[check]?.[kind] ?? 0;
    if (chance === 0) continue;
    total += (weight / heat) * (logChance(seen, silent * (1 - chance), 1) - logChance(seen, silent, 1));
  }
  return total;
}

function leakOf(model: Model, check: number): number {
  const weighed = model.checks[check];
  if (weighed === undefined) throw new Error(`no check has the index ${check}`);
  return weighed.leak;
}

interface Scores {
  readonly model: Model;
  readonly terms: readonly Term[];
  readonly heat: number;
  readonly healthy: number;
  readonly unlisted: number;
  readonly singles: readonly number[];
  readonly pairs: readonly { readonly a: number; readonly b: number; readonly score: number }[];
}

function normalised({ model, terms, heat, healthy, unlisted, singles, pairs }: Scores): Ranking {
  let top = Math.max(healthy, unlisted);
  for (const score of singles) top = Math.max(top, score);
  for (const { score } of pairs) top = Math.max(top, score);
  let sum = Math.exp(healthy - top) + Math.exp(unlisted - top);
  for (const score of singles) sum += Math.exp(score - top);
  for (const { score } of pairs) sum += Math.exp(score - top);
  const chance = (score: number) => Math.exp(score - top) / sum;
  const alone = singles.map(chance);
  const causes = [...alone];
  const both = pairs.map(({ a, b, score }) => ({ a, b, probability: chance(score) }));
  for (const { a, b, probability } of both) {
    causes[a] = (causes[a] ?? 0) + probability;
    causes[b] = (causes[b] ?? 0) + probability;
  }
  return {
    model,
    terms,
    temperature: heat,
    healthy: chance(healthy),
    unlisted: chance(unlisted),
    singles: alone,
    pairs: both,
    causes,
  };
}
