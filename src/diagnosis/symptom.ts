import type { CountBounds, Symptom } from '../domain/answer.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Span, Window } from '../domain/window.ts';
import { countersWhole, total } from './metric-series.ts';
import type { SymptomTerm } from './rank.ts';
import { read } from './read.ts';
import { symptomChances } from './scale.ts';
import { type Dominating, spreadOf } from './spread.ts';
import { sum } from './status-pairs.ts';
import { type Failures, type Tally, tallyOf } from './tally.ts';

export type SymptomState = 'none' | 'trickle' | 'raised';

export interface SymptomFacts {
  readonly symptom: Symptom;
  /** The states that what was counted leaves open. */
  readonly possible: readonly SymptomState[];
  readonly term: SymptomTerm;
  /** Failures other than 502 that are more than usual, most frequent first. */
  readonly others: readonly Failures[];
}

/** A share of all requests at which failures are no background, whatever the week before looked like. */
const MUCH = 0.01;

export function symptomFacts(evidence: Evidence, window: Window): SymptomFacts {
  const tally = tallyOf(evidence, window);
  const usual = makeUsual(evidence, tally, window.baseline);
  const possible = statesOf(tally, usual);
  const others = tally.others.filter((failures) => isMuch(failures, tally, usual));
  return { symptom: symptomOf(evidence, window, tally, others), possible, term: termOf(possible), others };
}

/** How many failures this week would still be usual, by the same hour a week before; null without a baseline. */
type Usual = (metric: string) => number | null;

function makeUsual(evidence: Evidence, tally: Tally, span: Span): Usual {
  const baseline = countersWhole(evidence.baselineMetrics) ? read(evidence, 'baselineMetrics') : undefined;
  const before = baseline === undefined ? null : total(baseline, 'RequestCount', span);
  const growth = before !== null && before > 0 && tally.requests !== null ? tally.requests / before : 1;
  return (metric) => {
    const count = baseline === undefined ? null : total(baseline, metric, span);
    return count === null ? null : upperBound(count * growth);
  };
}

/** Three standard deviations of a Poisson count: with a baseline of zero, three are still chance. */
function upperBound(expected: number): number {
  return expected + 3 * Math.sqrt(expected + 1);
}

function statesOf(tally: Tally, usual: Usual): readonly SymptomState[] {
  const { least, most } = tally;
  if (least > 0) return statesOfSome(tally, usual);
  if (most === 0) return ['none'];
  const bound = usual('HTTPCode_Target_5XX_Count');
  // Nothing hides above what the target is known to have failed in all.
  if (most !== null && bound !== null && most <= bound) return ['none', 'trickle'];
  return ['none', 'trickle', 'raised'];
}

function statesOfSome({ least, most, target502 }: Tally, usual: Usual): readonly SymptomState[] {
  const fromTarget = (target502.least ?? 0) > 0 ? (usual('HTTPCode_Target_5XX_Count') ?? null) : 0;
  const fromAlb = usual('HTTPCode_ELB_502_Count');
  const bound = fromAlb === null || fromTarget === null ? null : Math.max(fromAlb, fromTarget);
  if (bound !== null && least > bound) return ['raised'];
  if (most !== null && most <= (bound ?? upperBound(0))) return ['trickle'];
  return ['trickle', 'raised'];
}

function termOf(possible: readonly SymptomState[]): SymptomTerm {
  const chance = (of: Readonly<Record<SymptomState, number>>) => Math.log(sum(possible.map((state) => of[state])));
  return possible.length === 3
    ? { healthy: 0, fault: 0 }
    : { healthy: chance(symptomChances.healthy), fault: chance(symptomChances.fault) };
}

function isMuch({ status, madeBy, count }: Failures, tally: Tally, usual: Usual): boolean {
  if (tally.requests !== null && count >= MUCH * tally.requests) return true;
  const bound = usual(madeBy === 'alb' ? `HTTPCode_ELB_${status}_Count` : 'HTTPCode_Target_5XX_Count');
  return count > (bound ?? upperBound(0));
}

function symptomOf(evidence: Evidence, window: Window, tally: Tally, others: readonly Failures[]): Symptom {
  const told = dominant(tally, others);
  const spread = spreadOf(evidence, window, told, tally);
  const { requests } = tally;
  return {
    status: told.status,
    mintedBy: told.mintedBy,
    count: told.count,
    bounds: told.bounds,
    requests,
    share: told.count === null || requests === null || requests === 0 ? null : told.count / requests,
    firstSeen: told.count === 0 ? null : spread.firstSeen,
    lastSeen: told.count === 0 ? null : spread.lastSeen,
    ongoing: told.count === 0 ? false : spread.ongoing,
    byMinute: spread.byMinute,
    byTarget: spread.byTarget,
    byPath: spread.byPath,
    byZone: spread.byZone,
  };
}

interface Told extends Dominating {
  readonly bounds: CountBounds;
}

function dominant(tally: Tally, others: readonly Failures[]): Told {
  const { least, most } = tally;
  const bounds = { least, most };
  const count = least > 0 || most === 0 ? least : null;
  if (count !== null && count > 0) return { status: 502, mintedBy: minter(tally), count, bounds };
  const [other] = others;
  if (other !== undefined && count === 0)
    return { status: other.status, mintedBy: other.madeBy, count: other.count, bounds: boundsOf(other) };
  return { status: null, mintedBy: count === 0 ? 'none' : null, count, bounds };
}

function boundsOf({ count, whole }: Failures): CountBounds {
  return { least: count, most: whole ? count : null };
}

/** One side counts as alone when the other has made less than a tenth, however much is still hidden of it. */
function minter({ alb502, target502 }: Tally): Symptom['mintedBy'] {
  const alb = alb502.least;
  const most = target502.most ?? target502.least;
  if (alb === null || most === null) return null;
  const isFew = (count: number, of: number) => count < 0.1 * (count + of);
  if (isFew(most, alb)) return 'alb';
  if (target502.least === null) return null;
  if (isFew(alb, target502.least)) return 'target';
  return isFew(target502.least, alb) ? null : 'mixed';
}
