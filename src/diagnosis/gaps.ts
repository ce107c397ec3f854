import type { AnswerGap } from '../domain/answer.ts';
import type { Evidence, EvidenceKind, GapReason } from '../domain/evidence.ts';
import { evidenceKinds } from '../domain/evidence.ts';
import type { Assessment } from './assess.ts';
import { leading } from './information.ts';
import { kebab } from './kebab.ts';
import { informationByKind } from './next-test.ts';
import { kindsNeeded } from './run-checks.ts';
import { listing } from './scale.ts';

interface Hole {
  readonly kind: EvidenceKind;
  readonly reason: GapReason;
  readonly action: string | null;
}

/** Every hole in the evidence, the one that would decide most first. */
export function gapsOf(assessment: Assessment, evidence: Evidence): AnswerGap[] {
  const { findings, ranking, knowledge } = assessment;
  const bits = informationByKind(findings, ranking, leading(ranking));
  const planned = new Set(kindsNeeded(knowledge.checks));
  return evidenceKinds
    .flatMap((kind) => holesOf(evidence, kind, planned.has(kind)))
    .map((hole) => ({ hole, bits: bits.get(hole.kind) ?? 0 }))
    .sort((a, b) => b.bits - a.bits)
    .map(({ hole: { kind, reason, action } }) => ({
      collector: kebab(kind),
      reason,
      action,
      wouldDecide: decidable(assessment, kind),
    }));
}

function holesOf(evidence: Evidence, kind: EvidenceKind, planned: boolean): Hole[] {
  const collected = evidence[kind];
  if (collected === undefined) return planned ? [{ kind, reason: 'not-collected', action: null }] : [];
  if (collected.status === 'complete') return [];
  const [first, ...rest] = collected.gaps;
  if (first === undefined)
    return [{ kind, reason: collected.status === 'partial' ? 'cut-off' : 'not-collected', action: null }];
  const holes = [first, ...rest].map(({ reason, action }) => ({ kind, reason, action }));
  return holes.filter(
    ({ reason, action }, at) => holes.findIndex((one) => one.reason === reason && one.action === action) === at,
  );
}

/** The causes in play that a check waiting for this kind speaks about, most probable first. */
function decidable({ findings, knowledge, ranking }: Assessment, kind: EvidenceKind): string[] {
  const waiting = new Set(findings.filter(({ lacking }) => lacking === kind).map(({ check }) => check));
  const inPlay = knowledge.causes
    .map((cause, at) => ({ cause, probability: ranking.causes[at] ?? 0 }))
    .filter(({ probability }) => probability >= listing.least)
    .sort((a, b) => b.probability - a.probability);
  return inPlay
    .filter(({ cause }) => [...cause.supports, ...cause.inhibits].some(({ check }) => waiting.has(check)))
    .map(({ cause }) => cause.id);
}
