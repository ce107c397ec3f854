import { createHash } from 'node:crypto';
import { explainOf } from '../src/diagnosis/explain.ts';
import { leading } from '../src/diagnosis/information.ts';
import { informationByKind } from '../src/diagnosis/next-test.ts';
import { collectSeconds } from '../src/diagnosis/scale.ts';
import type { Answer } from '../src/domain/answer.ts';
import type { Bundle, Evidence, EvidenceKind } from '../src/domain/evidence.ts';
import { evidenceKinds } from '../src/domain/evidence.ts';
import type { Lang } from '../src/domain/text.ts';
import { canonicalJson } from '../src/store/chain.ts';
import { baselines } from './baselines.ts';
import { degradedOf } from './degrade.ts';
import { judgedOf, type Record } from './judged.ts';
import { groupsOf, type Knowledge, ours } from './ours.ts';
import { isTop } from './score.ts';
import { withholdEach } from './withhold.ts';
import type { World } from './worlds.ts';

export interface Checked {
  readonly world: World;
  readonly bundle: Bundle;
  readonly answer: Answer;
  readonly seconds: number;
  /** Operations that were refused and asked for: each must show as a gap. */
  readonly refused: readonly string[];
}

/** Everything that one run tells, reckoned where the bundle is: only what is counted travels on. */
export function recordOf(checked: Checked, knowledge: Knowledge, heat?: number): Record {
  const { world, bundle, answer, seconds, refused } = checked;
  const groups = groupsOf(knowledge);
  const outcome = ours(bundle, knowledge, heat);
  const shown = new Set(answer.gaps.map(({ action }) => action));
  const { name: _, ...label } = world;
  return {
    world: label,
    ours: judgedOf(outcome),
    baselines: Object.fromEntries(
      Object.entries(baselines).map(([method, judge]) => [method, judgedOf(judge(bundle, outcome.assessment))]),
    ),
    measured: {
      seconds: Math.round(seconds * 1000) / 1000,
      calls: answer.cost.calls,
      roundTrips: answer.cost.roundTrips,
      bytes: answer.cost.bytes,
      minter: answer.symptom.mintedBy,
      grounded: isTop({ world, outcome, groups }, 1) && isGrounded(answer, knowledge),
      gapsDue: refused.length,
      gapsShown: refused.filter((operation) => shown.has(operation)).length,
      illegal: [],
      withholding: withholdEach(knowledge.checks, bundle.evidence, bundle.window),
      crashed: answer.findings.filter(({ reason }) => reason === 'crashed').map(({ check }) => check),
      needed: world.expected.causes.length === 1 ? neededOf(bundle, knowledge) : null,
    },
    degraded: degradedOf(bundle, world, knowledge, groups),
    removed: removedOf(bundle, world, knowledge),
    fixed: null,
    digest: digestOf(bundle),
    arithmetic: [],
  };
}

/** Kept apart: only what failed is explained. */
export function arithmeticOf({ bundle, answer }: Checked, knowledge: Knowledge, lang: Lang): string[] {
  return explainOf(bundle, answer.run.bundle, knowledge, lang);
}

/** Among the three arguments shown first, one is of the observations that decide the cause, and points at evidence. */
function isGrounded({ causes: [first] }: Answer, { causes }: Knowledge): boolean {
  const cause = causes.find(({ id }) => id === first?.id);
  const deciding = new Set(cause?.decidedBy.flat().map(({ check }) => check));
  return (first?.for ?? []).slice(0, 3).some(({ check, evidence }) => deciding.has(check) && evidence.length > 0);
}

/** S5, derived: each single fault again, its cause (and its group) taken off the list. What is left must not be accused. */
function removedOf(bundle: Bundle, world: World, { checks, causes }: Knowledge): Record['removed'] {
  const [truth, ...more] = world.expected.causes;
  if (truth === undefined || more.length > 0) return null;
  const group = causes.find(({ id }) => id === truth)?.group;
  const left = causes.filter((cause) => cause.id !== truth && (group === undefined || cause.group !== group));
  const { verdict, ranked } = ours(bundle, { checks, causes: left });
  const [first] = ranked;
  return { verdict, accused: verdict === 'cause' ? (first?.id ?? null) : null, most: first?.probability ?? 0 };
}

const SURE = 0.9;
/** What is always asked first: it says what there is to ask about. */
const begun = ['loadBalancer', 'targetGroups', 'metrics'] as const satisfies readonly EvidenceKind[];

function neededOf(bundle: Bundle, knowledge: Knowledge): { asked: number | null; inOrder: number | null } {
  const there = evidenceKinds.filter((kind) => bundle.evidence[kind] !== undefined);
  return {
    asked: countUntil(bundle, knowledge, there, (left, known) => mostTelling(bundle, knowledge, left, known)),
    inOrder: countUntil(bundle, knowledge, there, ([next]) => next),
  };
}

function countUntil(
  bundle: Bundle,
  knowledge: Knowledge,
  there: readonly EvidenceKind[],
  choose: (left: readonly EvidenceKind[], known: Evidence) => EvidenceKind | undefined,
): number | null {
  let kinds: EvidenceKind[] = [...begun];
  for (;;) {
    const known = only(bundle.evidence, kinds);
    const [first] = ours({ ...bundle, evidence: known }, knowledge).ranked;
    if ((first?.probability ?? 0) >= SURE) return kinds.length;
    const left = there.filter((kind) => !kinds.includes(kind));
    const next = choose(left, known);
    if (next === undefined) return null;
    kinds = [...kinds, next];
  }
}

function mostTelling(
  bundle: Bundle,
  knowledge: Knowledge,
  left: readonly EvidenceKind[],
  known: Evidence,
): EvidenceKind | undefined {
  const { findings, ranking } = ours({ ...bundle, evidence: known }, knowledge).assessment;
  const bits = informationByKind(findings, ranking, leading(ranking));
  const worth = (kind: EvidenceKind) => (bits.get(kind) ?? 0) / collectSeconds[kind];
  return left.toSorted((a, b) => worth(b) - worth(a))[0];
}

function only(evidence: Evidence, kinds: readonly EvidenceKind[]): Evidence {
  return Object.fromEntries(kinds.flatMap((kind) => (evidence[kind] === undefined ? [] : [[kind, evidence[kind]]])));
}

/** The evidence is what must repeat; how long it took, and how often a query was asked for, may differ. */
export function digestOf({ evidence, scope, window }: Bundle): string {
  return createHash('sha256')
    .update(canonicalJson({ evidence, scope, window }) ?? '')
    .digest('hex')
    .slice(0, 16);
}
