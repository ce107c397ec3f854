import type { VerdictKind } from '../src/domain/answer.ts';
import type { Outcome } from './outcome.ts';
import type { World } from './worlds.ts';

/** An outcome as it is kept: JSON, chances below one in a hundred thousand left out. */
export interface Judged {
  readonly verdict: VerdictKind;
  readonly ranked: readonly { readonly id: string; readonly probability: number }[];
  readonly set: readonly string[];
  readonly chances: readonly (readonly [string, number])[];
}

const LEAST = 1e-5;
const MOST = 8;

export function judgedOf({ verdict, ranked, set, chances }: Outcome): Judged {
  return {
    verdict,
    ranked: ranked.slice(0, MOST).map(({ id, probability }) => ({ id, probability: rounded(probability) })),
    set,
    chances: [...chances].filter(([, chance]) => chance >= LEAST).map(([name, chance]) => [name, rounded(chance)]),
  };
}

export function outcomeOf({ verdict, ranked, set, chances }: Judged): Outcome {
  return { verdict, ranked, set, chances: new Map(chances) };
}

/** Kept to what a reader can see, so that the last bit of a processor's exp() makes no other bytes. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The same evidence with a part of it withheld, judged again. */
export interface Degraded {
  /** `without accessLog`, `30 % denied #1` … */
  readonly how: string;
  readonly family: DegradedFamily;
  readonly verdict: VerdictKind;
  readonly top1: boolean;
  /** Chance of the best hypothesis, and whether it is the true one. */
  readonly sure: number;
  readonly right: boolean;
  /** The likeliest single cause. */
  readonly most: number;
  readonly gapsDue: number;
  readonly gapsShown: number;
  readonly illegal: readonly string[];
}

export type DegradedFamily =
  | 'each collector'
  | '30 % denied'
  | '60 % denied'
  | 'throttled'
  | 'access log off'
  | 'log delivery late'
  | 'metric gaps';

/** Everything that was found out about one world: all that the page is made of. */
export interface Record {
  readonly world: Omit<World, 'name'>;
  readonly ours: Judged;
  readonly baselines: Readonly<{ [method: string]: Judged }>;
  readonly measured: {
    readonly seconds: number;
    readonly calls: number;
    readonly roundTrips: number;
    readonly bytes: number;
    readonly minter: string | null;
    readonly grounded: boolean;
    readonly gapsDue: number;
    readonly gapsShown: number;
    readonly illegal: readonly string[];
    readonly withholding: readonly string[];
    readonly crashed: readonly string[];
    /** Collectors until a cause had 0.9: as the program would ask next, and in the order of the evidence; null: never. */
    readonly needed: { readonly asked: number | null; readonly inOrder: number | null } | null;
  };
  readonly degraded: readonly Degraded[];
  /** The true cause taken off the list. */
  readonly removed: { readonly verdict: VerdictKind; readonly accused: string | null; readonly most: number } | null;
  /** After the fault was taken out of the world: what the next check said. */
  readonly fixed: { readonly verdict: VerdictKind; readonly accused: string | null } | null;
  /** Of the evidence without what the clock decides: the same world, the same digest. */
  readonly digest: string;
  readonly arithmetic: readonly string[];
}
