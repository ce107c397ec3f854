import type { AnswerGap } from '../domain/answer.ts';
import type { Evidence, EvidenceKind, GapReason } from '../domain/evidence.ts';
import { evidenceKinds } from '../domain/evidence.ts';
import type { Assessment } from './assess.ts';
import { decidableBy } from './decidable.ts';
import { informationOf, leading } from './information.ts';
import { kebab } from './kebab.ts';
import { informationByKind } from './next-test.ts';
import { kindsNeeded } from './run-checks.ts';

interface Hole {
  readonly kind: EvidenceKind;
  readonly reason: GapReason;
  readonly action: string | null;
}

/** Every hole in the evidence, the one that would decide most first. */
export function gapsOf(assessment: Assessment, evidence: Evidence): AnswerGap[] {
  const { findings, ranking, knowledge } = assessment;
  const planned = new Set(kindsNeeded(knowledge.checks));
  const holes = evidenceKinds.flatMap((kind) => holesOf(evidence, kind, planned.has(kind)));
  const told = new Set(holes.map(({ kind }) => kind));
  const within = [...waitingWithin(assessment)].filter(([kind]) => !told.has(kind));
  const believed = leading(ranking);
  const bits = new Map(informationByKind(findings, ranking, believed));
  for (const [kind, checks] of within) bits.set(kind, (bits.get(kind) ?? 0) + bitsOf(assessment, checks, believed));
  const waiting = new Map(within);
  return [...holes, ...within.map(([kind]): Hole => ({ kind, reason: 'cut-off', action: null }))]
    .map((hole) => ({ hole, bits: bits.get(hole.kind) ?? 0 }))
    .sort((a, b) => b.bits - a.bits)
    .map(({ hole: { kind, reason, action } }) => ({
      collector: kebab(kind),
      reason,
      action,
      wouldDecide: decidableBy(assessment, new Set([...lackingOf(assessment, kind), ...(waiting.get(kind) ?? [])])),
    }));
}

function lackingOf({ findings }: Assessment, kind: EvidenceKind): string[] {
  return findings.filter(({ lacking }) => lacking === kind).map(({ check }) => check);
}

/** What holds only a part by its nature: the lines of interest, what ECS still remembers, what was delivered so far. */
const partsByNature = ['applicationLogs', 'ecsStoppedTasks', 'accessLog', 'changes'] as const;

/**
 * Kinds that were read as planned and still were too little for a check, which says so itself; and the access log
 * where it does not account for the failures that were counted. By kind the checks that wait for more.
 */
function waitingWithin({ findings, facts }: Assessment): ReadonlyMap<EvidenceKind, readonly string[]> {
  const waiting = new Map<EvidenceKind, readonly string[]>();
  const { bounds } = facts.symptom;
  if (bounds !== undefined && bounds.most !== bounds.least) waiting.set('accessLog', []);
  for (const { check, observation, doubtedBy, kinds } of findings) {
    if (doubtedBy !== 'check' || observation.status !== 'unknown' || observation.reason !== 'cut-off') continue;
    const kind = partsByNature.find((part) => kinds.includes(part)) ?? kinds[0];
    if (kind !== undefined) waiting.set(kind, [...(waiting.get(kind) ?? []), check]);
  }
  return waiting;
}

function bitsOf({ ranking: { model } }: Assessment, checks: readonly string[], believed: ReturnType<typeof leading>) {
  return checks.reduce((sum, id) => {
    const at = model.checks.findIndex((check) => check.id === id);
    return sum + informationOf(model, at, believed);
  }, 0);
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
