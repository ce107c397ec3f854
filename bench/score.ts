import type { Groups } from './ours.ts';
import type { Outcome } from './outcome.ts';
import { nameOfSet, truthOf } from './outcome.ts';
import { calibrationError, mean, type Proportion, share } from './statistics.ts';
import type { World } from './worlds.ts';

/** One world judged by one method. */
export interface Case {
  readonly world: Pick<World, 'expected'>;
  readonly outcome: Outcome;
  /** Naming one of a group counts for the group; empty where it must not. */
  readonly groups: Groups;
}

export interface Score {
  readonly n: number;
  readonly top1: Proportion; // of the cases with a cause
  readonly top3: Proportion;
  /** Mean of 1/rank of the true cause. */
  readonly mrr: number | null;
  readonly exactSet: Proportion;
  readonly bothInTop3: Proportion; // of the cases with two causes
  /** Average precision at full recall, of the cases with two causes. */
  readonly averagePrecision: number | null;
  readonly falseAlarms: Proportion; // of the cases without one
  readonly herrings: Proportion; // a cause named that the label forbids
  readonly verdict: Proportion;
  readonly abstained: Proportion;
  readonly wrongAndConfident: Proportion;
  readonly brier: number | null;
  readonly ece: number | null;
  readonly logLoss: number | null;
}

/** From here on a verdict counts as confident. */
export const confident = 0.8;

export function scoreOf(cases: readonly Case[]): Score {
  const faulty = cases.filter(({ world }) => world.expected.causes.length > 0);
  const double = faulty.filter(({ world }) => world.expected.causes.length > 1);
  const sound = cases.filter(({ world }) => ['healthy', 'not-a-502'].includes(world.expected.verdict));
  const warned = cases.filter(({ world }) => world.expected.herrings.length > 0);
  return {
    n: cases.length,
    top1: share(faulty, (one) => isTop(one, 1)),
    top3: share(faulty, (one) => isTop(one, 3)),
    mrr: mean(faulty.map(reciprocalRank)),
    exactSet: share(faulty, isExact),
    bothInTop3: share(double, (one) => isTop(one, 3)),
    averagePrecision: mean(double.map(averagePrecision)),
    falseAlarms: share(sound, ({ outcome }) => (outcome.ranked[0]?.probability ?? 0) >= 0.5),
    herrings: share(warned, namesHerring),
    verdict: share(cases, ({ world, outcome }) => outcome.verdict === world.expected.verdict),
    abstained: share(cases, ({ outcome }) => outcome.verdict === 'unclear'),
    wrongAndConfident: share(cases, (one) => best(one).chance >= confident && !isTrue(one)),
    brier: mean(cases.map(brier)),
    ece: calibrationError(cases.map((one) => ({ sure: best(one).chance, right: isTrue(one) }))),
    logLoss: mean(cases.map(logLoss)),
  };
}

/** A case that needs no explanation: the right verdict, and of causes the right one first; of two, both and no other. */
export function isExpected(one: Case): boolean {
  const { expected } = one.world;
  if (one.outcome.verdict !== expected.verdict || namesHerring(one)) return false;
  if (expected.causes.length === 0) return true;
  return expected.causes.length === 1 ? isTop(one, 1) : isExact(one);
}

function namesHerring({ world, outcome }: Case): boolean {
  return outcome.ranked.some(({ id, probability }) => probability >= 0.5 && world.expected.herrings.includes(id));
}

function isExact(one: Case): boolean {
  const names = (ids: readonly string[]) => nameOfSet([...new Set(ids.map((id) => groupOf(one, id)))]);
  return names(one.outcome.set) === names(one.world.expected.causes);
}

function groupOf({ groups }: Case, id: string): string {
  return groups.get(id) ?? id;
}

/** Names in order, each group at its first member's place. */
function rankedNames(one: Case): string[] {
  return [...new Set(one.outcome.ranked.map(({ id }) => groupOf(one, id)))];
}

function dueNames(one: Case): string[] {
  return [...new Set(one.world.expected.causes.map((id) => groupOf(one, id)))];
}

/** With two true causes either may lead; top-3 wants both. */
export function isTop(one: Case, within: number): boolean {
  const named = rankedNames(one).slice(0, within);
  const due = dueNames(one);
  return within === 1 ? due.some((id) => named.includes(id)) : due.every((id) => named.includes(id));
}

function reciprocalRank(one: Case): number {
  const due = new Set(dueNames(one));
  const at = rankedNames(one).findIndex((name) => due.has(name));
  return at < 0 ? 0 : 1 / (at + 1);
}

function averagePrecision(one: Case): number {
  const due = dueNames(one);
  const names = rankedNames(one);
  const ranks = due.map((name) => names.indexOf(name)).sort((a, b) => a - b);
  return ranks.reduce((sum, rank, at) => sum + (rank < 0 ? 0 : (at + 1) / (rank + 1)), 0) / due.length;
}

/** The best hypothesis is the true one. */
export function isTrue(one: Case): boolean {
  return best(one).name === truth(one);
}

export function best(one: Case): { readonly name: string; readonly chance: number } {
  const merged = mergedChances(one);
  const [name, chance] = [...merged].sort((a, b) => b[1] - a[1])[0] ?? ['unlisted', 0];
  return { name, chance };
}

function truth(one: Case): string {
  const name = truthOf(one.world.expected);
  return nameOfSet([...new Set(name.split(' + ').map((id) => groupOf(one, id)))]);
}

function mergedChances(one: Case): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  for (const [name, chance] of one.outcome.chances) {
    const group = nameOfSet([...new Set(name.split(' + ').map((id) => groupOf(one, id)))]);
    merged.set(group, (merged.get(group) ?? 0) + chance);
  }
  return merged;
}

export function brier(one: Case): number {
  const due = truth(one);
  const chances = mergedChances(one);
  let sum = chances.has(due) ? 0 : 1;
  for (const [name, chance] of chances) sum += (chance - (name === due ? 1 : 0)) ** 2;
  return sum;
}

function logLoss(one: Case): number {
  return -Math.log(Math.max(mergedChances(one).get(truth(one)) ?? 0, 1e-6));
}
