import type { NextTest } from '../domain/answer.ts';
import type { AnyCheck } from '../domain/check.ts';
import type { Evidence, EvidenceKind } from '../domain/evidence.ts';
import type { Gated } from './gate.ts';
import { type Believed, informationOf, leading } from './information.ts';
import { kebab } from './kebab.ts';
import { type Ran, reasonOf } from './run-checks.ts';
import { collectSeconds, enableSeconds, nextTestStops, personSeconds } from './scale.ts';

/** What to look at next: the kind or check whose answers promise most information for its time. Null when none is worth it. */
export function nextTest(
  checks: readonly AnyCheck[],
  findings: readonly Ran[],
  evidence: Evidence,
  ranking: Gated,
): NextTest | null {
  const believed = leading(ranking);
  if ((believed[0]?.probability ?? 1) >= nextTestStops.certainty) return null;
  const offers = [...ofKinds(findings, evidence, ranking, believed), ...ofPeople(checks, findings, ranking, believed)]
    .filter(({ informationBits }) => informationBits >= nextTestStops.bits)
    .sort((a, b) => b.informationBits / b.seconds - a.informationBits / a.seconds || (a.what < b.what ? -1 : 1));
  return offers[0] ?? null;
}

/** Bits that each lacking kind would give, over the checks that only wait for it. */
export function informationByKind(
  findings: readonly Ran[],
  ranking: Gated,
  believed: readonly Believed[],
): ReadonlyMap<EvidenceKind, number> {
  const bits = new Map<EvidenceKind, number>();
  for (const { check, lacking } of findings) {
    if (lacking === null) continue;
    const told = informationOf(ranking.model, indexOf(ranking, check), believed);
    bits.set(lacking, (bits.get(lacking) ?? 0) + told);
  }
  // Answers to several checks about few hypotheses repeat each other: no more can be learnt than is open.
  const open = believed.reduce((sum, { probability: p }) => sum - (p > 0 ? p * Math.log2(p) : 0), 0);
  return new Map([...bits].map(([kind, sum]) => [kind, Math.min(sum, open)]));
}

function ofKinds(findings: readonly Ran[], evidence: Evidence, ranking: Gated, believed: readonly Believed[]) {
  return [...informationByKind(findings, ranking, believed)].map(
    ([kind, informationBits]): NextTest => ({
      what: kebab(kind),
      informationBits,
      seconds: reasonOf(evidence[kind]) === 'not-enabled' ? enableSeconds : collectSeconds[kind],
    }),
  );
}

function ofPeople(
  checks: readonly AnyCheck[],
  findings: readonly Ran[],
  ranking: Gated,
  believed: readonly Believed[],
) {
  return checks.flatMap((check, at): NextTest[] => {
    const observation = findings[at]?.observation;
    if (observation?.status !== 'unknown' || observation.reason !== 'needs-a-person') return [];
    const informationBits = informationOf(ranking.model, indexOf(ranking, check.id), believed);
    return [{ what: check.id, informationBits, seconds: personSeconds }];
  });
}

function indexOf(ranking: Gated, check: string): number {
  return ranking.model.checks.findIndex(({ id }) => id === check);
}
