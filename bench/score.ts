import type { Outcome } from './outcome.ts';
import { nameOfSet, truthOf } from './outcome.ts';
import { calibrationError, mean, type Proportion, proportion, quantile, share } from './statistics.ts';
import type { World } from './worlds.ts';

/** One world judged by one method. */
export interface Case {
  readonly world: World;
  readonly outcome: Outcome;
  /** Causes that no obtainable evidence tells apart, by cause: naming one of a group counts for the group. */
  readonly groups: ReadonlyMap<string, string>;
}

/** What was measured on one run, beside the verdict. */
export interface Measured {
  readonly seconds: number;
  readonly calls: number;
  readonly minter: string | null;
  readonly grounded: boolean;
  readonly gapsShown: number;
  readonly gapsDue: number;
  readonly illegal: readonly string[];
  /** The same by withholding each kind in turn. */
  readonly withholding: readonly string[];
  readonly crashed: readonly string[];
}

export interface Score {
  readonly n: number;
  readonly top1: Proportion; // of the cases with a cause
  readonly top3: Proportion;
  readonly exactSet: Proportion;
  readonly falseAlarms: Proportion; // of the cases without one
  readonly herrings: Proportion; // a cause named that the label forbids
  readonly verdict: Proportion;
  readonly wrongAndConfident: Proportion;
  readonly brier: number | null;
  readonly ece: number | null;
  readonly logLoss: number | null;
}

export function scoreOf(cases: readonly Case[]): Score {
  const faulty = cases.filter(({ world }) => world.expected.causes.length > 0);
  const sound = cases.filter(({ world }) => ['healthy', 'not-a-502'].includes(world.expected.verdict));
  const sure = cases.map((one) => ({ sure: topChance(one), right: isRight(one) }));
  return {
    n: cases.length,
    top1: share(faulty, (one) => isTop(one, 1)),
    top3: share(faulty, (one) => isTop(one, 3)),
    exactSet: share(faulty, ({ world, outcome }) => nameOfSet(outcome.set) === nameOfSet(world.expected.causes)),
    falseAlarms: share(sound, ({ outcome }) => (outcome.ranked[0]?.probability ?? 0) >= 0.5),
    herrings: share(
      cases.filter(({ world }) => world.expected.herrings.length > 0),
      ({ world, outcome }) =>
        outcome.ranked.some(({ id, probability }) => probability >= 0.5 && world.expected.herrings.includes(id)),
    ),
    verdict: share(cases, ({ world, outcome }) => outcome.verdict === world.expected.verdict),
    wrongAndConfident: share(cases, (one) => topChance(one) >= 0.8 && !isRight(one)),
    brier: mean(cases.map(brier)),
    ece: calibrationError(sure),
    logLoss: mean(cases.map(logLoss)),
  };
}

export interface MeasuredScore {
  readonly minter: Proportion;
  readonly grounded: Proportion;
  readonly gapRecall: Proportion;
  readonly illegalRuleOuts: number;
  readonly withholding: readonly string[];
  readonly crashedChecks: number;
  readonly calls: number | null;
  readonly secondsP50: number | null;
  readonly secondsP95: number | null;
}

export function measuredScore(worlds: readonly World[], runs: readonly Measured[]): MeasuredScore {
  const minted = runs.filter(
    (_, at) => worlds[at]?.expected.minter !== undefined && worlds[at]?.expected.minter !== null,
  );
  const right = runs.filter(({ minter }, at) => minter !== null && minter === worlds[at]?.expected.minter);
  const faulty = runs.filter((_, at) => (worlds[at]?.expected.causes.length ?? 0) > 0);
  const count = (of: (run: Measured) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  return {
    minter: proportion(right.length, minted.length),
    grounded: share(faulty, ({ grounded }) => grounded),
    gapRecall: proportion(
      count(({ gapsShown }) => gapsShown),
      count(({ gapsDue }) => gapsDue),
    ),
    illegalRuleOuts: count(({ illegal }) => illegal.length),
    withholding: [...new Set(runs.flatMap(({ withholding }) => withholding))].sort(),
    crashedChecks: count(({ crashed }) => crashed.length),
    calls: mean(runs.map(({ calls }) => calls)),
    secondsP50: quantile(
      runs.map(({ seconds }) => seconds),
      0.5,
    ),
    secondsP95: quantile(
      runs.map(({ seconds }) => seconds),
      0.95,
    ),
  };
}

function groupOf({ groups }: Case, id: string): string {
  return groups.get(id) ?? id;
}

/** With two true causes either may lead; top-3 wants both. */
export function isTop(one: Case, within: number): boolean {
  const named = one.outcome.ranked.slice(0, within).map(({ id }) => groupOf(one, id));
  const due = one.world.expected.causes.map((id) => groupOf(one, id));
  return within === 1 ? due.some((id) => named.includes(id)) : due.every((id) => named.includes(id));
}

/** The best hypothesis is the true one. */
export function isRight(one: Case): boolean {
  return best(one).name === truth(one);
}

function best(one: Case): { readonly name: string; readonly chance: number } {
  const merged = mergedChances(one);
  const [name, chance] = [...merged].sort((a, b) => b[1] - a[1])[0] ?? ['unlisted', 0];
  return { name, chance };
}

function topChance(one: Case): number {
  return best(one).chance;
}

function truth(one: Case): string {
  const name = truthOf(one.world.expected);
  return nameOfSet(name.split(' + ').map((id) => groupOf(one, id)));
}

function mergedChances(one: Case): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  for (const [name, chance] of one.outcome.chances) {
    const group = nameOfSet([...new Set(name.split(' + ').map((id) => groupOf(one, id)))]);
    merged.set(group, (merged.get(group) ?? 0) + chance);
  }
  return merged;
}

function brier(one: Case): number {
  const due = truth(one);
  const chances = mergedChances(one);
  let sum = chances.has(due) ? 0 : 1;
  for (const [name, chance] of chances) sum += (chance - (name === due ? 1 : 0)) ** 2;
  return sum;
}

function logLoss(one: Case): number {
  return -Math.log(Math.max(mergedChances(one).get(truth(one)) ?? 0, 1e-9));
}
