import type { Cause } from '../domain/cause.ts';
import type { AnyCheck } from '../domain/check.ts';
import { familyCorrelation, leaks, parting, priors, strengths, unlistedCeiling, unlistedFloor } from './scale.ts';

/** One check as the arithmetic sees it. */
export interface WeighedCheck {
  readonly id: string;
  readonly leak: number;
  /** Chance that a cause nobody listed makes it speak. */
  readonly unlisted: number;
  /** Chance that the stray 502s of a working load balancer make it speak; 0 where none was counted. */
  readonly stray: number;
  readonly family: string | null;
}

/** What one cause does to one check. */
export interface Touch {
  readonly check: number; // index into the model's checks
  readonly strength: number; // chance that the cause alone makes it speak
  readonly inhibits: number; // chance that the cause keeps it silent
}

export interface WeighedCause {
  readonly id: string;
  /** Sums to 1 over all causes. */
  readonly prior: number;
  /** By ascending check index, one entry a check. */
  readonly touches: readonly Touch[];
}

/** The catalogue in numbers. */
export interface Model {
  readonly checks: readonly WeighedCheck[];
  readonly causes: readonly WeighedCause[];
}

/** An answered check in the sum: `weight` is its damping, before the temperature. */
export interface Term {
  readonly check: number;
  readonly seen: boolean;
  readonly weight: number;
}

/**
 * `strays`: 502s were counted. Then nothing being wrong has to explain them, too: stray ones look like something, and
 * on average they look like what nobody listed. Whether there are more than strays, the count alone says.
 */
export function makeModel(checks: readonly AnyCheck[], causes: readonly Cause[], strays = false): Model {
  const index = new Map(checks.map((check, at) => [check.id, at]));
  const total = causes.reduce((sum, cause) => sum + priors[cause.prior], 0);
  const weighed = causes.map((cause) => ({
    id: cause.id,
    prior: priors[cause.prior] / total,
    touches: touchesOf(cause, index),
  }));
  const mean = meanStrengths(checks.length, weighed);
  return {
    causes: weighed,
    checks: checks.map((check, at) => {
      const unlisted = Math.min(Math.max(mean[at] ?? 0, unlistedFloor[check.nature]), unlistedCeiling[check.nature]);
      const stray = strays && check.nature === 'symptom' ? unlisted : 0;
      return { id: check.id, leak: leaks[check.leak], unlisted, stray, family: check.family ?? null };
    }),
  };
}

function touchesOf(cause: Cause, index: ReadonlyMap<string, number>): Touch[] {
  const touches = new Map<number, Touch>();
  const at = (id: string): Touch => {
    const check = index.get(id);
    if (check === undefined) throw new Error(`cause ${cause.id} links to ${id}, which is no check`);
    return touches.get(check) ?? { check, strength: 0, inhibits: 0 };
  };
  for (const link of cause.supports) {
    const touch = at(link.check);
    touches.set(touch.check, { ...touch, strength: strengths[link.strength] });
  }
  for (const link of cause.inhibits) {
    const touch = at(link.check);
    touches.set(touch.check, { ...touch, inhibits: strengths[link.strength] });
  }
  return [...touches.values()].sort((a, b) => a.check - b.check);
}

function meanStrengths(size: number, causes: readonly WeighedCause[]): number[] {
  const mean = new Array<number>(size).fill(0);
  for (const { prior, touches } of causes)
    for (const { check, strength } of touches) mean[check] = (mean[check] ?? 0) + prior * strength;
  return mean;
}

/**
 * Damps members of a family so that five views of one fact do not count five times. Only members that say the same
 * repeat each other: of mutually exclusive views one speaks and keeps its full weight, the silent ones share theirs.
 */
export function termsOf(model: Model, answered: ReadonlyMap<string, boolean>): Term[] {
  const alike = new Map<string, number>();
  const terms: { check: number; seen: boolean; key: string | null }[] = [];
  for (const [check, { id, family }] of model.checks.entries()) {
    const seen = answered.get(id);
    if (seen === undefined) continue;
    const key = family === null ? null : `${family} ${seen}`;
    terms.push({ check, seen, key });
    if (key !== null) alike.set(key, (alike.get(key) ?? 0) + 1);
  }
  return terms.map(({ check, seen, key }) => {
    const members = key === null ? 1 : (alike.get(key) ?? 1);
    return { check, seen, weight: 1 / (1 + (members - 1) * familyCorrelation) };
  });
}

/** How one cause treats a check: `strength` and `inhibits` of its touch, 0 where it has none. */
export type Grip = Pick<Touch, 'strength' | 'inhibits'>;

/**
 * Chance that a check speaks when two causes hold. Mixed, the failures of one dilute those of the other, and its
 * inhibitors bear on both. Where the failures part into populations (by who answered, how they were cut off, target group)
 * the checks are asked of each, and what one cause keeps silent in its own the other still shows in its.
 */
export function pairSpeaks(leak: number, one: Grip, other: Grip): number {
  const silent = (1 - leak) * (1 - one.strength) * (1 - other.strength);
  const uninhibited = (1 - one.inhibits) * (1 - other.inhibits);
  const mixed = (1 - silent) * uninhibited;
  const alone = ({ strength, inhibits }: Grip) => (1 - (1 - leak) * (1 - strength)) * (1 - inhibits);
  const parted = 1 - ((1 - alone(one)) * (1 - alone(other))) / (1 - leak);
  return mixed + parting * (Math.max(parted, mixed) - mixed);
}

/** Natural logarithm of the chance of what was observed, given how likely the check stays unprovoked and uninhibited. */
export function logChance(seen: boolean, silent: number, uninhibited: number): number {
  const speaks = (1 - silent) * uninhibited;
  return seen ? Math.log(speaks) : Math.log1p(-speaks);
}
