import type { AnyCheck, CheckContext, Finding, Observation } from '../domain/check.ts';
import type { Collected, Evidence, EvidenceKind, GapReason } from '../domain/evidence.ts';
import { evidenceKinds } from '../domain/evidence.ts';
import { languages } from '../domain/text.ts';
import { format } from '../messages/say.ts';
import { withLogMetrics } from './log-metrics.ts';
import { type Population, populationsOf } from './populations.ts';
import { read } from './read.ts';

/** A finding that remembers who doubted: the check has words of its own, the runner's are those of the gap. */
export interface Ran extends Finding {
  readonly doubtedBy: 'check' | 'runner' | null;
  /** The kind whose gap made it unknown, if one did. */
  readonly lacking: EvidenceKind | null;
}

/** Asks every check. Never throws: the one place where doubt is decided. */
export function runChecks(checks: readonly AnyCheck[], obtained: Evidence, context: CheckContext): Ran[] {
  const evidence = orElse(() => withLogMetrics(obtained), obtained);
  const populations = orElse(() => populationsOf(evidence), []);
  return checks.map((check) => {
    const whole = runCheck(check, evidence, context);
    if (check.ofEachKind !== true || whole.observation.status === 'seen') return whole;
    return seenWithin(check, populations, context) ?? whole;
  });
}

/** Evidence that is not of its shape costs what is drawn from it, not the run. */
function orElse<T>(draw: () => T, fallback: T): T {
  try {
    return draw();
  } catch {
    return fallback;
  }
}

/** The largest kind of failure that shows it. Only what is seen counts: silence in a part says nothing of the whole. */
function seenWithin(check: AnyCheck, populations: readonly Population[], context: CheckContext): Ran | undefined {
  for (const { kind, group, count, of, evidence } of populations) {
    const found = runCheck(check, evidence, context);
    if (found.observation.status === 'seen') return { ...found, within: { kind, group, count, of } };
  }
  return undefined;
}

/** Everything that any of the checks reads, in the order of evidence ids. */
export function kindsNeeded(checks: readonly AnyCheck[]): EvidenceKind[] {
  const wanted = new Set<EvidenceKind>(alwaysNeeded);
  for (const { needs, uses } of checks) for (const kind of [...needs, ...(uses ?? [])]) wanted.add(kind);
  return evidenceKinds.filter((kind) => wanted.has(kind));
}

/** The symptom block and the path are drawn from these, whatever the checks ask. */
const alwaysNeeded = ['targetGroups', 'metrics', 'baselineMetrics', 'ecsServices', 'accessLog'] as const;

/** Why a kind is not there. */
export function reasonOf(collected: Collected | undefined): GapReason {
  if (collected === undefined || collected.status === 'complete') return 'not-collected';
  const fallback = collected.status === 'partial' ? 'cut-off' : 'not-collected';
  return collected.gaps[0]?.reason ?? fallback;
}

function runCheck(check: AnyCheck, evidence: Evidence, context: CheckContext): Ran {
  const missing = check.needs.find((kind) => !isThere(evidence[kind]));
  if (missing !== undefined)
    return {
      check: check.id,
      observation: { status: 'unknown', reason: reasonOf(evidence[missing]) },
      evidence: check.needs.flatMap((kind) => refOf(evidence[kind])),
      kinds: check.needs,
      doubtedBy: 'runner',
      lacking: missing,
    };
  const { given, consulted } = handOver(check, evidence);
  const observation = askSafely(check, given, context);
  const kinds = evidenceKinds.filter((kind) => check.needs.includes(kind) || consulted.has(kind));
  return doubted(check, observation, kinds, evidence);
}

function isThere(collected: Collected | undefined): boolean {
  return collected !== undefined && collected.status !== 'missing';
}

function refOf(collected: Collected | undefined): string[] {
  return collected === undefined || collected.status === 'missing' ? [] : [collected.ref.id];
}

/** Only what the check declared; a `uses` kind is noted when the check looks at it. */
function handOver(check: AnyCheck, evidence: Evidence) {
  const consulted = new Set<EvidenceKind>();
  const given: Partial<Record<EvidenceKind, unknown>> = {};
  for (const kind of check.needs) given[kind] = read(evidence, kind);
  for (const kind of check.uses ?? []) {
    if (!isThere(evidence[kind])) continue;
    Object.defineProperty(given, kind, {
      enumerable: true,
      get: () => {
        consulted.add(kind);
        return read(evidence, kind);
      },
    });
  }
  return { given, consulted };
}

type Answered = Observation & { readonly crashed?: true };

function askSafely(check: AnyCheck, given: object, context: CheckContext): Answered {
  try {
    const observation = check.run(given as never, context);
    tellable(check, observation);
    return observation;
  } catch {
    // A crash is our bug, but the responder still needs the other checks: it costs this one answer, and says so.
    return { status: 'unknown', reason: 'crashed', crashed: true };
  }
}

/** An observation whose sentence cannot be said is a crash as well, and found here rather than while somebody waits. */
function tellable(check: AnyCheck, { status, args }: Observation): void {
  const text = check.texts[status];
  if (text !== undefined) for (const lang of languages) format(lang, text, args);
}

function doubted(check: AnyCheck, observation: Answered, kinds: readonly EvidenceKind[], evidence: Evidence): Ran {
  const base = { check: check.id, evidence: kinds.flatMap((kind) => refOf(evidence[kind])), kinds };
  const partial = kinds.find((kind) => evidence[kind]?.status === 'partial');
  if (observation.status === 'not-seen' && partial !== undefined)
    return {
      ...base,
      observation: { status: 'unknown', reason: reasonOf(evidence[partial]) },
      doubtedBy: 'runner',
      lacking: partial,
    };
  if (observation.status !== 'unknown') return { ...base, observation, doubtedBy: null, lacking: null };
  if (observation.crashed === true)
    return { ...base, observation: { status: 'unknown', reason: 'crashed' }, doubtedBy: 'runner', lacking: null };
  return { ...base, observation, doubtedBy: 'check', lacking: absentUse(check, evidence) };
}

/** A check that cannot tell by itself would have been helped by what it `uses` and did not get. */
function absentUse(check: AnyCheck, evidence: Evidence): EvidenceKind | null {
  return (check.uses ?? []).find((kind) => !isThere(evidence[kind])) ?? null;
}

/** By check id: what was answered with a plain yes or no. */
export function answeredOf(findings: readonly Finding[]): Map<string, boolean> {
  const answered = new Map<string, boolean>();
  for (const { check, observation } of findings)
    if (observation.status === 'seen' || observation.status === 'not-seen')
      answered.set(check, observation.status === 'seen');
  return answered;
}
