import type { ChecklistItem, Layer, Severity } from './check.ts';
import type { GapReason } from './evidence.ts';
import type { Hop } from './resource.ts';

/**
 * The whole answer of one check run, as `502 check --format json` prints it (schema fiveohtwo/check/v1).
 * Times are ISO 8601 UTC, shares 0 to 1, unknown is null. Only ever added to.
 */
export interface Answer {
  readonly schema: 'fiveohtwo/check/v1';
  readonly program: { readonly version: string; readonly knowledge: string; readonly temperature: number };
  readonly run: { readonly id: string; readonly bundle: string; readonly startedAt: string };
  readonly target: {
    readonly query: string;
    readonly name: string;
    readonly kind: 'alb';
    readonly arn: string;
    readonly region: string;
    readonly account: string | null;
  };
  readonly path: readonly Hop[];
  readonly window: {
    readonly from: string;
    readonly to: string;
    readonly baseline: { readonly from: string; readonly to: string };
  };
  readonly symptom: Symptom;
  /** Absent in answers of earlier versions. */
  readonly impact?: Impact;
  readonly verdict: VerdictKind;
  /** True or false when known; null when it could not be told. */
  readonly healthy: boolean | null;
  /** Share of the planned evidence that was obtained, weighted by what it could decide. 0 to 1. */
  readonly coverage: number;
  readonly causes: readonly RankedCause[];
  readonly pairs: readonly { readonly causes: readonly [string, string]; readonly probability: number }[];
  readonly unlisted: number;
  /** The chance that nothing is wrong. Answers of earlier versions did not say. */
  readonly noFault?: number;
  readonly gaps: readonly AnswerGap[];
  /** Checks that looked and could not tell, where their answer would help to decide; most telling first. Absent in answers of earlier versions. */
  readonly untold?: readonly AnswerUntold[];
  readonly nextTest: NextTest | null;
  readonly checklist: readonly ChecklistLine[];
  readonly findings: readonly AnswerFinding[];
  readonly evidence: readonly {
    readonly id: string;
    readonly kind: string; // kebab-case evidence kind, as in `gaps`
    readonly what: string;
    readonly link: string | null;
  }[];
  /** What stands now of the settings that runbooks read or put back, by the names of their holes. Absent in answers of earlier versions. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly cost: {
    readonly seconds: number;
    readonly roundTrips: number;
    readonly calls: number;
    readonly callsByApi: Readonly<Record<string, number>>;
    readonly bytes: number;
    readonly usd: number;
  };
}

export type VerdictKind = 'healthy' | 'cause' | 'unclear' | 'not-a-502';

export interface Symptom {
  /** The status that dominates: 502 where there are any, else 500, 503 or 504; null when nothing fails or nothing is known. */
  readonly status: number | null;
  readonly mintedBy: 'alb' | 'target' | 'mixed' | 'none' | null; // null: could not be told
  /** Null: could not be told. Where `bounds.most` is another number or null, only at least so many. */
  readonly count: number | null;
  /** What is known of the count: `most` null when nothing bounds it. Absent in answers of earlier versions. */
  readonly bounds?: CountBounds;
  readonly requests: number | null;
  readonly share: number | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly ongoing: boolean | null;
  readonly byMinute: readonly { readonly at: string; readonly count: number }[];
  readonly byTarget: readonly { readonly target: string; readonly count: number }[];
  readonly byPath: readonly { readonly path: string; readonly count: number }[];
  readonly byZone: readonly { readonly zone: string; readonly count: number }[];
}

/** Who is hit, since when, and whether it is over (G3, G22). Lists hold the five most failing; empty where no log told. */
export interface Impact {
  readonly state: 'none' | 'ongoing' | 'over' | 'unknown';
  readonly from: string | null;
  /** Set only when it is over. */
  readonly until: string | null;
  readonly failed: number | null;
  readonly requests: number | null;
  readonly share: number | null;
  /** The worst minute; `share` of that minute's requests. */
  readonly peak: { readonly at: string; readonly count: number; readonly share: number | null } | null;
  readonly routes: readonly ImpactShare[];
  readonly clients: readonly ImpactShare[];
  readonly userAgents: readonly ImpactShare[];
  readonly targets: readonly ImpactShare[];
  readonly targetGroups: readonly ImpactShare[];
  readonly zones: readonly ImpactShare[];
  /** A curl line that sends one of the failed requests again; null where none is known that changes nothing. */
  readonly reproduce: string | null;
}

export interface ImpactShare {
  readonly name: string;
  readonly failed: number;
  /** Of all requests of that name; null where nobody counted. */
  readonly requests: number | null;
}

export interface CountBounds {
  readonly least: number;
  readonly most: number | null;
}

/** The only words for a probability; one function gives them. */
export type LikelihoodWord = 'very-likely' | 'likely' | 'possible' | 'unlikely';

export interface RankedCause {
  readonly id: string;
  readonly title: string; // in the run's language
  readonly probability: number;
  readonly word: LikelihoodWord;
  readonly group: string | null;
  readonly for: readonly Argument[];
  readonly against: readonly Argument[];
  readonly runbook: string;
}

/** One finding's weight for the leader against the runner-up (for others: against the leader), in decibans. */
export interface Argument {
  readonly check: string;
  readonly decibans: number;
  readonly sentence: string;
  readonly evidence: readonly string[];
}

export interface AnswerGap {
  readonly collector: string; // kebab-case evidence kind
  readonly reason: GapReason;
  readonly action: string | null;
  readonly wouldDecide: readonly string[]; // cause ids
}

export interface AnswerUntold {
  readonly check: string;
  readonly sentence: string;
  readonly wouldDecide: readonly string[]; // cause ids
}

export interface NextTest {
  readonly what: string; // a collector, or a check that needs a person
  readonly informationBits: number;
  readonly seconds: number;
}

export interface ChecklistLine {
  readonly id: ChecklistItem;
  readonly observation: 'seen' | 'not-seen' | 'unknown' | 'not-applicable';
  readonly sentence: string;
}

export interface AnswerFinding {
  readonly check: string;
  readonly layer: Layer;
  readonly observation: 'seen' | 'not-seen' | 'unknown' | 'not-applicable';
  readonly severity: Severity;
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly evidence: readonly string[];
  readonly reason: string | null;
}
