import type { Argument, RankedCause } from '../domain/answer.ts';
import type { Cause } from '../domain/cause.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import { format } from '../messages/say.ts';
import type { Assessment } from './assess.ts';
import { contrast, type Hypothesis } from './hypothesis.ts';
import { listing } from './scale.ts';
import { sentenceOf } from './sentences.ts';
import { wordOf } from './words.ts';

/** Cause indices, most probable first; the catalogue's order breaks ties. */
export function byProbability({ ranking }: Assessment): number[] {
  return ranking.causes
    .map((probability, at) => ({ probability, at }))
    .sort((a, b) => b.probability - a.probability || a.at - b.at)
    .map(({ at }) => at);
}

export function rankedCauses(assessment: Assessment, evidence: Evidence, lang: Lang): RankedCause[] {
  const order = byProbability(assessment);
  const open = assessment.verdict === 'cause' || assessment.verdict === 'unclear';
  const shown = order.filter(
    (cause, at) => (assessment.ranking.causes[cause] ?? 0) >= listing.least || (open && at < listing.always),
  );
  return shown.slice(0, listing.most).map((at) => rankedCause(assessment, evidence, at, rivalOf(order, at), lang));
}

/** The leader is set against the runner-up, everyone else against the leader. */
export function rivalOf(order: readonly number[], cause: number): Hypothesis {
  const [leader, runnerUp] = order;
  const rival = cause === leader ? runnerUp : leader;
  return rival === undefined ? 'unlisted' : { causes: [rival] };
}

function rankedCause(
  assessment: Assessment,
  evidence: Evidence,
  at: number,
  rival: Hypothesis,
  lang: Lang,
): RankedCause {
  const { ranking, knowledge } = assessment;
  const cause = knowledge.causes[at] as Cause;
  const probability = ranking.causes[at] ?? 0;
  const all = argumentsOf(assessment, evidence, { causes: [at] }, rival, lang);
  return {
    id: cause.id,
    title: format(lang, cause.title),
    probability,
    word: wordOf(probability, ranking.decided[at] === true),
    group: cause.group ?? null,
    for: all.filter(({ decibans }) => decibans > 0),
    against: all.filter(({ decibans }) => decibans < 0),
    runbook: cause.runbook,
  };
}

/** Every check that tells the two apart, heaviest first. Together with the prior they are the whole log-odds. */
function argumentsOf(
  assessment: Assessment,
  evidence: Evidence,
  one: Hypothesis,
  other: Hypothesis,
  lang: Lang,
): Argument[] {
  const { before, facts, findings, knowledge } = assessment;
  return contrast(before, facts.term, one, other)
    .checks.filter(({ decibans }) => Math.abs(decibans) >= 0.05)
    .sort((a, b) => Math.abs(b.decibans) - Math.abs(a.decibans) || a.check - b.check)
    .flatMap(({ check: at, decibans }) => {
      const check = knowledge.checks[at];
      const finding = findings[at];
      if (check === undefined || finding === undefined) return [];
      const sentence = sentenceOf(check, finding, evidence, lang);
      return [{ check: check.id, decibans, sentence, evidence: finding.evidence }];
    });
}
