import type { Answer } from '../domain/answer.ts';
import type { ActionItem, Card, Incident, RunbookRun, TimelineEvent } from '../domain/incident.ts';
import type { Lang } from '../domain/text.ts';

/** What proving the timeline's hash chain came to. */
export type ChainResult =
  | { readonly ok: true; readonly count: number; readonly head: string }
  | { readonly ok: false; readonly at: number; readonly why: string };

/** Everything a report is made of. */
export interface ReportInput {
  readonly incident: Incident;
  readonly events: readonly TimelineEvent[]; // by seq
  readonly answers: readonly Answer[]; // of the incident's runs, oldest first
  readonly actionItems: readonly ActionItem[];
  readonly runbooks: readonly { readonly run: RunbookRun; readonly cards: readonly Card[] }[];
  readonly chain: ChainResult;
  readonly timeZone: string; // IANA; its times stand beside UTC
  readonly generatedAt: number; // epoch ms
  readonly version: string;
}

/**
 * A sentence that states a fact. `refs` are ids of the report's own appendix: evidence as `run_…/ev_7`, timeline events
 * by their id, action items and runs by theirs. Never empty.
 */
export interface Fact {
  readonly text: string;
  readonly refs: readonly string[];
}

/** What only a person can say. `text` is null until somebody wrote it. */
export interface Blank {
  readonly field: BlankField;
  readonly text: null;
}

export type BlankField =
  | 'severity'
  | 'authors'
  | 'review-date'
  | 'business-impact'
  | 'earlier-detection'
  | 'trigger-confirmed'
  | 'contributing-factors'
  | 'five-whys'
  | 'mitigators'
  | 'permanent-resolution'
  | 'went-well'
  | 'went-badly'
  | 'lucky'
  | 'learnings'
  | 'communications';

export type ClockName = 'impact-start' | 'impact-end' | 'detection' | 'diagnosed' | 'mitigation' | 'resolution';

/** One moment: when (ISO 8601 UTC, null when unknown), how it is known, and how sure that is. */
export interface ReportClock {
  readonly name: ClockName;
  readonly at: string | null;
  readonly orBefore?: true; // it may have been earlier: nobody looked there
  /** `alarm`: the source's own time of its change. */
  readonly source: 'measured' | 'recorded' | 'alarm' | null;
  readonly confidence: 'high' | 'medium' | 'low' | null;
  readonly method: string; // a sentence
  readonly refs: readonly string[];
}

export interface ReportDuration {
  readonly name: 'detect' | 'diagnose' | 'mitigate' | 'resolve' | 'impact';
  readonly seconds: number | null;
  readonly from: ClockName;
  readonly to: ClockName;
  readonly atLeast?: true; // counted from a clock that may have been earlier
  readonly refs: readonly string[];
}

export interface ReportHypothesis extends Fact {
  readonly cause: string;
  readonly outcome: 'leading' | 'open' | 'rejected';
  readonly for: readonly Fact[];
  readonly against: readonly Fact[];
}

export interface ReportStep {
  readonly runbook: string; // title
  readonly step: string; // its sentence
  readonly who: string | null;
  readonly shownAt: string;
  readonly doneAt: string | null;
  readonly result: string; // a sentence
  readonly reason: string | null; // why it was skipped
  readonly refs: readonly string[];
}

export interface ReportLine extends Fact {
  readonly at: string; // ISO 8601 UTC
  readonly local: string; // in the report's time zone
  readonly who: string;
}

export interface ReportActionItem {
  readonly id: string;
  readonly text: string;
  readonly type: ActionItem['type'];
  readonly owner: string | null;
  readonly due: string | null;
  readonly missing: readonly ('owner' | 'due')[];
  readonly refs: readonly string[];
}

/** What a reference leads to. `cited`: how many references lead here, so that none can be taken away unnoticed. */
export interface AppendixEntry {
  readonly id: string;
  readonly kind: 'evidence' | 'run' | 'event' | 'action-item' | 'card';
  readonly what: string;
  readonly link: string | null; // where a person can open it
  readonly digest: string | null; // of the run's bundle, of the event in its chain
  readonly cited: number;
}

/** The document, before it becomes Markdown or JSON. Schema fiveohtwo/report/v1; only ever added to. */
export interface Report {
  readonly schema: 'fiveohtwo/report/v1';
  readonly program: { readonly version: string };
  readonly generatedAt: string;
  readonly lang: Lang;
  readonly timeZone: string;
  readonly incident: {
    readonly id: string;
    readonly title: string;
    readonly state: Incident['state'];
    readonly status: 'draft' | 'final';
    readonly target: string;
  };
  readonly summary: readonly Fact[];
  readonly clocks: readonly ReportClock[];
  readonly durations: readonly ReportDuration[];
  readonly impact: readonly Fact[];
  readonly systems: readonly Fact[];
  readonly detection: readonly Fact[];
  readonly trigger: readonly Fact[];
  readonly resolution: readonly Fact[];
  readonly diagnosis: { readonly runs: readonly Fact[]; readonly hypotheses: readonly ReportHypothesis[] };
  readonly gaps: readonly Fact[];
  readonly steps: readonly ReportStep[];
  readonly timeline: readonly ReportLine[];
  readonly people: readonly Fact[];
  readonly actionItems: readonly ReportActionItem[];
  readonly blanks: readonly Blank[];
  readonly integrity: {
    readonly ok: boolean;
    readonly events: number;
    readonly head: string | null;
    readonly text: string;
  };
  readonly appendix: readonly AppendixEntry[];
  /** `sha256:…` over the canonical JSON of all the rest; absent until the report is sealed. */
  readonly digest?: string;
}

/** Gives a reference its number in the appendix: [3]. */
export type Cite = (refs: readonly string[]) => string;
