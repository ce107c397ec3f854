import { runChecks } from '../src/diagnosis/run-checks.ts';
import type { AnyCheck } from '../src/domain/check.ts';
import type { Collected, Evidence, EvidenceKind } from '../src/domain/evidence.ts';
import { evidenceKinds } from '../src/domain/evidence.ts';
import type { Window } from '../src/domain/window.ts';

export type Withheld = 'missing' | 'partial';

/** The evidence without some kinds, or with only a part of them. */
export function withheld(whole: Evidence, kinds: readonly EvidenceKind[], how: Withheld): Evidence {
  const changed = kinds.flatMap((kind) => {
    const collected = whole[kind];
    if (collected === undefined || collected.status === 'missing') return [];
    return [[kind, reduced(collected, kind, how)] as const];
  });
  return { ...whole, ...Object.fromEntries(changed) };
}

function reduced(collected: Exclude<Collected, { status: 'missing' }>, kind: EvidenceKind, how: Withheld) {
  const gaps = [{ collector: kind, reason: 'denied', action: null, detail: null }] as const;
  return how === 'missing' ? { status: 'missing', gaps } : { ...collected, status: 'partial', gaps };
}

/** Checks that rule something out with less evidence which the whole evidence does not rule out: there must be none. */
export function illegalRuleOuts(
  checks: readonly AnyCheck[],
  known: ReadonlySet<string>,
  less: Evidence,
  window: Window,
): string[] {
  return [...ruledOut(checks, less, window)].filter((check) => !known.has(check));
}

/** Every kind withheld and cut in turn: 'check with kind missing'. Only checks that look at the kind are asked again. */
export function withholdEach(checks: readonly AnyCheck[], whole: Evidence, window: Window): string[] {
  const known = ruledOut(checks, whole, window);
  return evidenceKinds.flatMap((kind) => {
    const collected = whole[kind];
    if (collected === undefined || collected.status === 'missing') return [];
    const asked = checks.filter((check) => looksAt(check, kind));
    return (['missing', 'partial'] as const).flatMap((how) =>
      illegalRuleOuts(asked, known, withheld(whole, [kind], how), window).map((id) => `${id} with ${kind} ${how}`),
    );
  });
}

const looksAt = (check: AnyCheck, kind: EvidenceKind): boolean =>
  check.needs.includes(kind) || (check.uses ?? []).includes(kind) || check.ofEachKind === true;

export function ruledOut(checks: readonly AnyCheck[], evidence: Evidence, window: Window): Set<string> {
  return new Set(
    runChecks(checks, evidence, { window })
      .filter(({ observation }) => observation.status === 'not-seen')
      .map(({ check }) => check),
  );
}
