import type { Assessment, Knowledge } from '../src/diagnosis/assess.ts';
import { total } from '../src/diagnosis/metric-series.ts';
import { read } from '../src/diagnosis/read.ts';
import { leaks, priorHealthy, priors, priorUnlisted, strengths, symptomChances } from '../src/diagnosis/scale.ts';
import type { Cause } from '../src/domain/cause.ts';
import type { Bundle } from '../src/domain/evidence.ts';
import type { Outcome } from './outcome.ts';

/** Simple rules in the same table: where one of them ties with us, the stratum is too easy to be quoted. */
export type Baseline = (bundle: Bundle, assessment: Assessment) => Outcome;

export const baselines: Readonly<Record<string, Baseline>> = {
  'prior only': (_, { knowledge }) => outcome(weighted(knowledge, (cause) => priors[cause.prior])),
  'latest change did it': latestChange,
  points,
  'simple Bayes': simpleBayes,
  'AWS troubleshooting page': decisionList,
};

function weighted(knowledge: Knowledge, weigh: (cause: Cause) => number): Map<string, number> {
  const weights = knowledge.causes.map((cause): [string, number] => [cause.id, weigh(cause)]);
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return new Map(weights.map(([id, weight]) => [id, sum > 0 ? weight / sum : 0]));
}

function outcome(chances: ReadonlyMap<string, number>): Outcome {
  const ranked = [...chances]
    .filter(([id]) => id !== 'healthy' && id !== 'unlisted')
    .map(([id, probability]) => ({ id, probability }))
    .sort((a, b) => b.probability - a.probability);
  const top = ranked[0];
  const sure = top !== undefined && top.probability >= 0.5 && top.probability > (chances.get('unlisted') ?? 0);
  const well = (chances.get('healthy') ?? 0) >= 0.5 ? 'healthy' : 'unclear';
  return { verdict: sure ? 'cause' : well, ranked, set: sure ? [top.id] : [], chances };
}

const nothing = (): Outcome => outcome(new Map([['healthy', 1]]));
const certain = (id: string): Outcome => outcome(new Map([[id, 1]]));

function isQuiet({ facts }: Assessment): boolean {
  return facts.possible.length === 1 && facts.possible[0] === 'none';
}

function seen({ findings }: Assessment, check: string): boolean {
  return findings.some((finding) => finding.check === check && finding.observation.status === 'seen');
}

/** Whatever changed last on the path is blamed: on the cause that change checks support most. */
function latestChange(bundle: Bundle, assessment: Assessment): Outcome {
  const changes = (read(bundle.evidence, 'changes') ?? []).filter(({ onPath }) => onPath);
  if (changes.length === 0) return isQuiet(assessment) ? nothing() : outcome(new Map([['unlisted', 1]]));
  const change = new Set(assessment.knowledge.checks.filter(({ nature }) => nature === 'change').map(({ id }) => id));
  return outcome(
    weighted(assessment.knowledge, ({ supports }) =>
      supports.reduce((sum, link) => sum + (change.has(link.check) ? strengths[link.strength] ** 3 : 0), 0),
    ),
  );
}

/** The usual rule points: what was seen and is linked, less what was seen and should be silent. */
function points(_: Bundle, assessment: Assessment): Outcome {
  const scores = assessment.knowledge.causes.map(({ id, supports, inhibits }): [string, number] => {
    const plus = supports.reduce((sum, link) => sum + (seen(assessment, link.check) ? strengths[link.strength] : 0), 0);
    const minus = inhibits.reduce(
      (sum, link) => sum + (seen(assessment, link.check) ? strengths[link.strength] : 0),
      0,
    );
    return [id, Math.max(0, plus - minus)];
  });
  const sum = scores.reduce((all, [, score]) => all + score, 0);
  return sum === 0 ? nothing() : outcome(new Map(scores.map(([id, score]) => [id, score / sum])));
}

/** One fault, no pairs, no inhibitors, no damping, no gate, no temperature. */
function simpleBayes(_: Bundle, { findings, knowledge, facts }: Assessment): Outcome {
  const answered = findings.flatMap(({ observation }, at) => {
    const check = knowledge.checks[at];
    const told = observation.status === 'seen' || observation.status === 'not-seen';
    return check !== undefined && told ? [{ check, seen: observation.status === 'seen' }] : [];
  });
  const score = (cause: Cause | undefined) =>
    answered.reduce((sum, { check, seen: heard }) => {
      const link = cause?.supports.find((one) => one.check === check.id);
      const speaks = Math.max(leaks[check.leak], link === undefined ? 0 : strengths[link.strength]);
      return sum + Math.log(heard ? speaks : 1 - speaks);
    }, 0);
  const state = facts.possible.length === 1 ? facts.possible[0] : undefined;
  const told = (which: 'healthy' | 'fault') => (state === undefined ? 0 : Math.log(symptomChances[which][state]));
  const listed = knowledge.causes.reduce((sum, { prior }) => sum + priors[prior], 0);
  const logs = new Map<string, number>([
    ['healthy', Math.log(priorHealthy) + score(undefined) + told('healthy')],
    ...knowledge.causes.map((cause): [string, number] => [
      cause.id,
      Math.log(((1 - priorHealthy - priorUnlisted) * priors[cause.prior]) / listed) + score(cause) + told('fault'),
    ]),
  ]);
  const top = Math.max(...logs.values());
  const sum = [...logs.values()].reduce((all, log) => all + Math.exp(log - top), 0);
  return outcome(new Map([...logs].map(([id, log]) => [id, Math.exp(log - top) / sum])));
}

/** The load balancer guide's list of reasons for a 502, first match wins. Reads raw evidence, not our checks. */
function decisionList(bundle: Bundle, assessment: Assessment): Outcome {
  if (isQuiet(assessment)) return nothing();
  const metrics = read(bundle.evidence, 'metrics');
  const counted = (metric: string) => (metrics === undefined ? 0 : (total(metrics, metric, bundle.window) ?? 0)) > 0;
  const logged = (tag: RegExp) =>
    (read(bundle.evidence, 'applicationLogs') ?? []).some(({ matches }) =>
      matches.some((match) => tag.test(match.tag)),
    );
  const draining = (read(bundle.evidence, 'targetHealth') ?? []).some(({ state }) => state === 'draining');
  const list: readonly (readonly [boolean, string])[] = [
    [counted('TargetConnectionErrorCount'), 'target-connection-refused'],
    [counted('TargetTLSNegotiationErrorCount'), 'target-tls-handshake-failure'],
    [logged(/header.*(large|big)/), 'response-header-too-large'],
    [logged(/header|malformed|invalid/), 'target-malformed-response'],
    [draining, 'deregistration-delay-expired'],
    [true, 'keepalive-idle-race'],
  ];
  return certain(list.find(([holds]) => holds)?.[1] ?? 'keepalive-idle-race');
}
