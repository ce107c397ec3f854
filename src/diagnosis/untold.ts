import type { AnswerUntold } from '../domain/answer.ts';
import type { UnknownReason } from '../domain/check.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import type { Assessment } from './assess.ts';
import { decidableBy } from './decidable.ts';
import { informationOf, leading } from './information.ts';
import { nextTestStops, untoldListing } from './scale.ts';
import { sentenceOf } from './sentences.ts';

/** Told elsewhere: as a gap, as the next test, or by there being nothing to look at. */
const toldElsewhere: ReadonlySet<UnknownReason> = new Set(['cut-off', 'needs-a-person', 'no-502']);

/** Evidence was there, and still the check could not tell: said where its answer would tell the leaders apart. */
export function untoldOf(assessment: Assessment, evidence: Evidence, lang: Lang): AnswerUntold[] {
  const { knowledge, findings, ranking } = assessment;
  const believed = leading(ranking);
  if ((believed[0]?.probability ?? 1) >= nextTestStops.certainty) return [];
  return knowledge.checks
    .flatMap((check, at) => {
      const finding = findings[at];
      if (finding?.observation.status !== 'unknown' || finding.lacking !== null) return [];
      if (toldElsewhere.has(finding.observation.reason)) return [];
      return [{ check, finding, bits: informationOf(ranking.model, at, believed) }];
    })
    .filter(({ bits }) => bits >= untoldListing.bits)
    .sort((a, b) => b.bits - a.bits || (a.check.id < b.check.id ? -1 : 1))
    .slice(0, untoldListing.most)
    .map(({ check, finding }) => ({
      check: check.id,
      sentence: sentenceOf(check, finding, evidence, lang),
      wouldDecide: decidableBy(assessment, new Set([check.id])),
    }));
}
