import type { Answer, AnswerFinding } from '../domain/answer.ts';
import type { AnyCheck, Layer } from '../domain/check.ts';
import type { Bundle, Evidence } from '../domain/evidence.ts';
import { evidenceKinds } from '../domain/evidence.ts';
import type { Hop } from '../domain/resource.ts';
import type { Lang } from '../domain/text.ts';
import { type Assessment, assess, type Knowledge } from './assess.ts';
import { checklistOf } from './checklist.ts';
import { coverageOf } from './coverage.ts';
import { gapsOf } from './gaps.ts';
import { impactOf } from './impact.ts';
import { kebab } from './kebab.ts';
import { nextTest } from './next-test.ts';
import { rankedCauses } from './ranked-causes.ts';
import { read } from './read.ts';
import { rounded } from './round.ts';
import { listing, knowledge as reviewed, temperature } from './scale.ts';
import { sentenceOf } from './sentences.ts';
import { settingsOf } from './settings.ts';
import { untoldOf } from './untold.ts';

/** The whole answer. Pure: the same bundle, knowledge and language give the same answer, byte for byte. */
export function answerOf(bundle: Bundle, digest: string, knowledge: Knowledge, lang: Lang): Answer {
  const assessment = assess(bundle, knowledge);
  const { ranking, verdict, facts, findings } = assessment;
  const { evidence } = bundle;
  return rounded({
    schema: 'fiveohtwo/check/v1',
    program: { version: bundle.program.version, knowledge: reviewed, temperature: temperature.value },
    run: { id: bundle.run.id, bundle: digest, startedAt: bundle.run.startedAt },
    target: targetOf(bundle),
    path: pathOf(bundle),
    window: { from: bundle.window.from, to: bundle.window.to, baseline: { ...bundle.window.baseline } },
    symptom: facts.symptom,
    impact: impactOf(evidence, facts.symptom),
    verdict,
    healthy: healthOf(assessment),
    coverage: coverageOf(ranking.model, knowledge.checks, evidence),
    causes: rankedCauses(assessment, evidence, lang),
    pairs: pairsOf(assessment),
    unlisted: ranking.unlisted,
    noFault: ranking.healthy,
    gaps: gapsOf(assessment, evidence),
    untold: untoldOf(assessment, evidence, lang),
    nextTest: nextTest(knowledge.checks, findings, evidence, ranking),
    checklist: checklistOf(knowledge.checks, findings, evidence, lang),
    findings: findingsOf(assessment, evidence, lang),
    evidence: evidenceKinds.flatMap((kind) => refsOf(evidence, kind)),
    settings: settingsOf(evidence, findings),
    cost: costOf(bundle),
  });
}

/** 0 healthy or not a 502, 2 a cause, 3 unclear. Never 1, which is what a crash gives. */
export function exitCodeOf({ verdict }: Pick<Answer, 'verdict'>): 0 | 2 | 3 {
  if (verdict === 'cause') return 2;
  return verdict === 'unclear' ? 3 : 0;
}

function healthOf({ verdict, facts: { possible } }: Assessment): boolean | null {
  if (verdict === 'healthy') return true;
  if (verdict !== 'unclear') return false;
  // Without a cause, only more 502s than usual are known to be ill: a few strays can be all there is.
  return possible.every((state) => state === 'raised') ? false : null;
}

function targetOf({ scope }: Bundle): Answer['target'] {
  const { query, name, kind, arn, region, account } = scope;
  return { query, name, kind, arn, region, account };
}

/** Field by field: a bundle that was kept has its keys in another order than one that was just made. */
function costOf({ cost }: Bundle): Answer['cost'] {
  const { seconds, roundTrips, calls, bytes, usd } = cost;
  const byName = Object.entries(cost.callsByApi).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { seconds, roundTrips, calls, callsByApi: Object.fromEntries(byName), bytes, usd };
}

function pathOf({ scope, evidence }: Bundle): Hop[] {
  const groups = read(evidence, 'targetGroups') ?? [];
  const services = read(evidence, 'ecsServices') ?? [];
  const functions = read(evidence, 'functions') ?? [];
  return [
    { kind: 'alb', name: scope.name, arn: scope.arn },
    ...groups.map(({ name, arn }): Hop => ({ kind: 'target-group', name, arn })),
    ...services.map(({ cluster, name, arn }): Hop => ({ kind: 'ecs-service', name: `${cluster}/${name}`, arn })),
    ...functions.map(
      ({ name, qualifier, arn }): Hop => ({
        kind: 'lambda',
        name: qualifier === null ? name : `${name}:${qualifier}`,
        arn,
      }),
    ),
  ];
}

function pairsOf({ ranking, knowledge }: Assessment): Answer['pairs'] {
  const id = (at: number) => knowledge.causes[at]?.id ?? '';
  return ranking.pairs
    .filter(({ probability }) => probability >= listing.least)
    .sort((one, other) => other.probability - one.probability || one.a - other.a || one.b - other.b)
    .slice(0, listing.most)
    .map(({ a, b, probability }) => ({ causes: [id(a), id(b)] as const, probability }));
}

const layers: readonly Layer[] = ['symptom', 'load-balancer', 'targets', 'service', 'logs', 'capacity', 'change'];

function findingsOf({ findings, knowledge }: Assessment, evidence: Evidence, lang: Lang): AnswerFinding[] {
  return knowledge.checks
    .flatMap((check, at) => {
      const finding = findings[at];
      return finding === undefined ? [] : [{ check, finding }];
    })
    .sort((a, b) => inOrder(a.check, b.check))
    .map(({ check, finding }) => ({
      check: check.id,
      layer: check.layer,
      observation: finding.observation.status,
      severity: check.severity,
      sentence: sentenceOf(check, finding, evidence, lang),
      facts: 'facts' in finding.observation ? (finding.observation.facts ?? []) : [],
      evidence: finding.evidence,
      reason: finding.observation.status === 'unknown' ? finding.observation.reason : null,
    }));
}

function inOrder(a: AnyCheck, b: AnyCheck): number {
  return layers.indexOf(a.layer) - layers.indexOf(b.layer) || (a.id < b.id ? -1 : 1);
}

function refsOf(evidence: Evidence, kind: (typeof evidenceKinds)[number]): Answer['evidence'] {
  const collected = evidence[kind];
  if (collected === undefined || collected.status === 'missing') return [];
  const { id, what, link } = collected.ref;
  return [{ id, kind: kebab(kind), what, link }];
}
