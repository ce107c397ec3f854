import type { Evidence, EvidenceKind, EvidenceMap, GapReason } from './evidence.ts';
import type { Text, TextArgs } from './text.ts';
import type { Window } from './window.ts';

/** Why a check could not answer: a gap in the evidence, or the check's own reason. */
export type UnknownReason = GapReason | 'too-little-traffic' | 'no-502' | 'ambiguous' | 'crashed' | 'needs-a-person';

/**
 * The answer to one check. `not-seen` must be earned: the collector answered, every page was read, traffic sufficed.
 * `facts` are raw lines (log lines, reasons, settings): hostile text, shown preformatted.
 */
export type Observation =
  | { readonly status: 'seen' | 'not-seen'; readonly args?: TextArgs; readonly facts?: readonly string[] }
  | {
      readonly status: 'unknown';
      readonly reason: UnknownReason;
      readonly args?: TextArgs;
      readonly facts?: readonly string[];
    }
  | { readonly status: 'not-applicable'; readonly args?: TextArgs };

export type Severity = 'info' | 'low' | 'medium' | 'high';
/** How often the observation is seen when no listed cause holds: 0.005, 0.02, 0.05, 0.15. */
export type Leak = 'almost-never' | 'rare' | 'common' | 'noisy';
export type Layer = 'symptom' | 'load-balancer' | 'targets' | 'service' | 'logs' | 'capacity' | 'change';
/** Lines of the guide's checklist (G21) that the default run must cover. */
export type ChecklistItem = 'health-check' | 'certificate' | 'network' | 'timeouts' | 'resources';

/**
 * One question to the evidence, named for what is seen when it speaks. Pure: same evidence, same observation.
 * The runner answers `unknown` by itself when a needed kind is missing, when the check crashes, and where a
 * `not-seen` rests on evidence that was only partly read; `run` need not care.
 */
export interface Check<K extends EvidenceKind = EvidenceKind, O extends EvidenceKind = EvidenceKind> {
  readonly id: string; // the path under src/checks: 'targets/unhealthy'
  readonly layer: Layer;
  /** All of these must have been collected. */
  readonly needs: readonly K[];
  /** These sharpen the answer and are undefined when they were not (wholly) collected. */
  readonly uses?: readonly O[];
  readonly severity: Severity;
  readonly leak: Leak;
  /** A symptom can be made by causes nobody listed; a configuration speaks only for its own. */
  readonly nature: 'symptom' | 'configuration' | 'change';
  /** Checks that look at the same fact from several sides; their weight is damped together. */
  readonly family?: string;
  /**
   * It weighs shares of the failures, which a second fault dilutes. Unless seen in all of them together, it is asked again of
   * each kind of failure by itself (how it was cut off, which target group), and seen when one of them shows it.
   */
  readonly ofEachKind?: true;
  readonly guide: readonly string[]; // G16
  readonly checklist?: ChecklistItem;
  readonly texts: {
    readonly title: Text; // the question's subject as a noun phrase
    readonly seen: Text;
    readonly 'not-seen': Text;
    readonly 'not-applicable'?: Text;
    /** For the check's own `unknown`; the collectors' reasons have texts of their own. */
    readonly unknown?: Text;
  };
  run(evidence: Pick<EvidenceMap, K> & Partial<Pick<EvidenceMap, O>>, context: CheckContext): Observation;
}

export interface CheckContext {
  readonly window: Window;
}

export function defineCheck<const K extends EvidenceKind, const O extends EvidenceKind = never>(
  check: Check<K, O>,
): Check<K, O> {
  return check;
}

/** A check as the runner sees it, whatever it needs. */
export type AnyCheck = Omit<Check, 'run' | 'needs' | 'uses'> & {
  readonly needs: readonly EvidenceKind[];
  readonly uses?: readonly EvidenceKind[];
  run(evidence: never, context: CheckContext): Observation;
};

/** An observation with its check and the evidence it rests on. */
export interface Finding {
  readonly check: string;
  readonly observation: Observation;
  readonly evidence: readonly string[]; // ev_7
  readonly kinds: readonly EvidenceKind[];
  /** Of which kind of failure it was seen, when not of all of them together. */
  readonly within?: {
    readonly kind: string | null;
    readonly group: string | null;
    readonly count: number;
    readonly of: number;
  };
}

export type { Evidence };
