import type { Cause } from '../domain/cause.ts';
import type { Ranking } from './rank.ts';
import { undecidedCap } from './scale.ts';

export interface Gated extends Ranking {
  /** By cause index: one of its `decidedBy` sets was observed as required. */
  readonly decided: readonly boolean[];
  /** Indices of the causes that the gate held down, and what it moved to `unlisted`. */
  readonly held: readonly { readonly cause: number; readonly before: number }[];
}

/** True when every requirement of one of the cause's sets was observed as it must be. */
export function isDecided(cause: Cause, answered: ReadonlyMap<string, boolean>): boolean {
  return cause.decidedBy.some((set) => set.every(({ check, is }) => answered.get(check) === (is === 'seen')));
}

/**
 * Without its discriminating observations no cause goes above "possible": false alarms grow for every method as
 * evidence is withheld. The mass above the cap goes to `unlisted`, because what has not been looked at could as well
 * be something else; spreading it over the other listed causes would accuse them without evidence.
 */
export function gate(ranking: Ranking, decided: readonly boolean[]): Gated {
  const held: { cause: number; before: number }[] = [];
  let now: Ranking = ranking;
  for (const [cause, before] of ranking.causes.entries()) {
    if (decided[cause] === true || (now.causes[cause] ?? 0) <= undecidedCap) continue;
    held.push({ cause, before });
    now = capped(now, cause);
  }
  return { ...now, decided, held };
}

function capped(ranking: Ranking, cause: number): Ranking {
  const factor = undecidedCap / (ranking.causes[cause] ?? 1);
  const singles = ranking.singles.map((chance, at) => (at === cause ? chance * factor : chance));
  const pairs = ranking.pairs.map((pair) =>
    pair.a === cause || pair.b === cause ? { ...pair, probability: pair.probability * factor } : pair,
  );
  const causes = [...singles];
  let kept = ranking.healthy;
  for (const chance of singles) kept += chance;
  for (const { a, b, probability } of pairs) {
    kept += probability;
    causes[a] = (causes[a] ?? 0) + probability;
    causes[b] = (causes[b] ?? 0) + probability;
  }
  return { ...ranking, singles, pairs, causes, unlisted: Math.max(0, 1 - kept) };
}
