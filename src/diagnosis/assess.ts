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
  const model = makeModel(checks, causes);
  const before = rank(model, termsOf(model, answered), facts.term, heat);
  const ranking = gate(
    before,
    causes.map((cause) => isDecided(cause, answered)),
  );
  return { knowledge, findings, facts, before, ranking, verdict: verdictOf(facts, ranking) };
}

/**
 * A count of zero that was not earned is no health: denied metrics leave all states open and give `unclear`.
 * No 502 at all but other failures is said at once: another status has other causes.
 */
function verdictOf({ possible, others, symptom }: SymptomFacts, ranking: Gated): VerdictKind {
  const none = possible.length === 1 && possible[0] === 'none';
  if (none && others.length > 0) return 'not-a-502';
  const best = Math.max(...ranking.causes, 0);
  if (best >= 0.5 && best > ranking.unlisted) return 'cause';
  const quiet = !possible.includes('raised') && (symptom.requests ?? 0) >= enoughRequests;
  return quiet && ranking.healthy >= 0.5 ? 'healthy' : 'unclear';
}
