import type { VerdictKind } from '../domain/answer.ts';
import type { Cause } from '../domain/cause.ts';
import type { AnyCheck } from '../domain/check.ts';
import type { Bundle } from '../domain/evidence.ts';
import { type Gated, gate, isDecided } from './gate.ts';
import { makeModel, termsOf } from './model.ts';
import { type Ranking, rank } from './rank.ts';
import { answeredOf, type Ran, runChecks } from './run-checks.ts';
import { enoughRequests, temperature } from './scale.ts';
import { type SymptomFacts, symptomFacts } from './symptom.ts';

export interface Knowledge {
  readonly checks: readonly AnyCheck[];
  readonly causes: readonly Cause[];
}

/** Everything that was reckoned, before it is put into words. */
export interface Assessment {
  readonly knowledge: Knowledge;
  readonly findings: readonly Ran[];
  readonly facts: SymptomFacts;
  readonly before: Ranking; // the gate
  readonly ranking: Gated;
  readonly verdict: VerdictKind;
}

export function assess(bundle: Bundle, knowledge: Knowledge, heat: number = temperature.value): Assessment {
  const { checks, causes } = knowledge;
  const findings = runChecks(checks, bundle.evidence, { window: bundle.window });
  const facts = symptomFacts(bundle.evidence, bundle.window);
  const answered = answeredOf(findings);
  const strays = facts.symptom.status === 502;
  const model = makeModel(checks, causes, strays);
  const before = rank(model, termsOf(model, answered), facts.term, heat);
  const ranking = gate(
    before,
    causes.map((cause) => isDecided(cause, answered)),
  );
  return { knowledge, findings, facts, before, ranking, verdict: verdictOf(facts, ranking, best(ranking, causes)) };
}

/**
 * A count of zero that was not earned is no health: denied metrics leave all states open and give `unclear`.
 * No 502 at all but other failures is said at once: another status has other causes.
 */
function verdictOf({ possible, others, symptom }: SymptomFacts, ranking: Gated, most: number): VerdictKind {
  const none = possible.length === 1 && possible[0] === 'none';
  if (none && others.length > 0) return 'not-a-502';
  if (most >= 0.5 && most > ranking.unlisted) return 'cause';
  const quiet = !possible.includes('raised') && (symptom.requests ?? 0) >= enoughRequests;
  return quiet && ranking.healthy >= 0.5 ? 'healthy' : 'unclear';
}

/**
 * The chance of the likeliest cause, or of the likeliest group: causes that no evidence tells apart are one answer.
 * Only members decided by themselves count, so that a group is no way around the gate.
 */
function best(ranking: Gated, causes: readonly Cause[]): number {
  const groups = new Set(causes.flatMap(({ group }) => (group === undefined ? [] : [group])));
  const together = [...groups].map((group) => groupChance(ranking, causes, group));
  return Math.max(...ranking.causes, ...together, 0);
}

function groupChance(ranking: Gated, causes: readonly Cause[], group: string): number {
  const members = new Set(causes.flatMap((cause, at) => (cause.group === group && ranking.decided[at] ? [at] : [])));
  const alone = [...members].reduce((sum, at) => sum + (ranking.singles[at] ?? 0), 0);
  return ranking.pairs.reduce(
    (sum, { a, b, probability }) => (members.has(a) || members.has(b) ? sum + probability : sum),
    alone,
  );
}
