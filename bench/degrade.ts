import { gapsOf } from '../src/diagnosis/gaps.ts';
import { kebab } from '../src/diagnosis/kebab.ts';
import { kindsNeeded } from '../src/diagnosis/run-checks.ts';
import type { Bundle, Collected, Evidence, EvidenceKind, GapReason, Metrics } from '../src/domain/evidence.ts';
import type { Degraded, DegradedFamily } from './judged.ts';
import { type Groups, type Knowledge, ours } from './ours.ts';
import { makeRandom } from './random.ts';
import { best, isTop, isTrue } from './score.ts';
import { ruledOut } from './withhold.ts';
import type { World } from './worlds.ts';

interface Damage {
  readonly how: string;
  readonly family: DegradedFamily;
  readonly kinds: readonly EvidenceKind[];
  readonly evidence: Evidence;
}

/** A run replayed with parts of its evidence withheld: S7, always beside the run that it comes from. */
export function degradedOf(bundle: Bundle, world: World, knowledge: Knowledge, groups: Groups): Degraded[] {
  const known = ruledOut(knowledge.checks, bundle.evidence, bundle.window);
  const healthy = ours(bundle, knowledge).verdict === 'healthy';
  return damagesTo(bundle.evidence, knowledge, world.id).map(({ how, family, kinds, evidence }) => {
    const outcome = ours({ ...bundle, evidence }, knowledge);
    const { findings } = outcome.assessment;
    const shown = new Set(gapsOf(outcome.assessment, evidence).map(({ collector }) => collector));
    const claims = findings.flatMap(({ check, observation }) =>
      observation.status === 'not-seen' && !known.has(check) ? [check] : [],
    );
    const one = { world, outcome, groups };
    return {
      how,
      family,
      verdict: outcome.verdict,
      top1: isTop(one, 1),
      sure: best(one).chance,
      right: isTrue(one),
      most: outcome.ranked[0]?.probability ?? 0,
      gapsDue: kinds.length,
      gapsShown: kinds.filter((kind) => shown.has(kebab(kind))).length,
      illegal: [...claims, ...(outcome.verdict === 'healthy' && !healthy ? ['verdict: healthy'] : [])],
    };
  });
}

function damagesTo(whole: Evidence, { checks }: Knowledge, id: string): Damage[] {
  const there = kindsNeeded(checks).filter((kind) => whole[kind] !== undefined && whole[kind].status !== 'missing');
  const logs = (['accessLog', 'connectionLog', 'healthCheckLog'] as const).filter((kind) => there.includes(kind));
  const metrics = (['metrics', 'baselineMetrics', 'resourceMetrics'] as const).filter((kind) => there.includes(kind));
  const without = (family: DegradedFamily, how: string, kinds: readonly EvidenceKind[], reason: GapReason) =>
    ({ family, how, kinds, evidence: changed(whole, kinds, (_, kind) => gone(kind, reason)) }) satisfies Damage;
  const some = (share: number, draw: number) => {
    const random = makeRandom(seedOf(`${id} ${share} ${draw}`));
    return there.filter(() => random() < share);
  };
  const throttled = some(0.5, 3);
  const random = makeRandom(seedOf(`${id} metrics`));
  return [
    ...there.map((kind) => without('each collector', `without ${kind}`, [kind], 'denied')),
    ...[1, 2].map((draw) => without('30 % denied', `30 % denied, draw ${draw}`, some(0.3, draw), 'denied')),
    ...[1, 2].map((draw) => without('60 % denied', `60 % denied, draw ${draw}`, some(0.6, draw), 'denied')),
    without('access log off', 'access logs off', logs, 'not-enabled'),
    {
      family: 'throttled',
      how: 'throttled half-way',
      kinds: throttled,
      evidence: changed(whole, throttled, (collected, kind) => cut(collected, kind, 'throttled')),
    },
    {
      family: 'log delivery late',
      how: 'log delivery late',
      kinds: logs,
      evidence: changed(whole, logs, (collected, kind) => cut(collected, kind, 'cut-off')),
    },
    {
      family: 'metric gaps',
      how: 'metrics with holes',
      kinds: metrics,
      evidence: changed(whole, metrics, (collected, kind) => cut(holed(collected, random), kind, 'throttled')),
    },
  ];
}

type There = Exclude<Collected, { status: 'missing' }>;

function changed(
  whole: Evidence,
  kinds: readonly EvidenceKind[],
  change: (collected: There, kind: EvidenceKind) => unknown,
): Evidence {
  const parts = kinds.flatMap((kind) => {
    const collected: Collected | undefined = whole[kind];
    return collected === undefined || collected.status === 'missing' ? [] : [[kind, change(collected, kind)] as const];
  });
  return { ...whole, ...Object.fromEntries(parts) };
}

const gapOf = (collector: EvidenceKind, reason: GapReason) => ({ collector, reason, action: null, detail: null });

const gone = (kind: EvidenceKind, reason: GapReason) => ({ status: 'missing', gaps: [gapOf(kind, reason)] });

const cut = (collected: There, kind: EvidenceKind, reason: GapReason) => ({
  ...collected,
  status: 'partial',
  gaps: [...(collected.status === 'partial' ? collected.gaps : []), gapOf(kind, reason)],
});

function holed(collected: There, random: () => number): There {
  const { series } = collected.value as Metrics;
  const value = {
    ...(collected.value as Metrics),
    series: series.map((one) => ({ ...one, points: one.points.filter(() => random() > 0.3) })),
  };
  return { ...collected, value } as There;
}

/** A number from a text, the same everywhere. */
export function seedOf(text: string): number {
  return [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
}
