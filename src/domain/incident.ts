import type { TextArgs } from './text.ts';
import type { Window } from './window.ts';

/** One execution of `/502 check`. Not yet an incident. */
export interface CheckRun {
  readonly id: string; // run_01JD8Z2V7Q…
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly query: string;
  readonly window: Window;
  readonly lang: 'en' | 'ja';
  readonly requestedBy: Person;
  readonly channel: string | null; // null for a run from a terminal
  /** The incident that asked for it (a re-check), if any. */
  readonly incident: string | null;
  readonly progress: readonly Progress[];
  /** The answer as JSON, once done; the error's message as JSON once failed. */
  readonly answer: string | null;
  readonly error: string | null;
  readonly createdAt: number; // epoch ms, as all times of rows
  readonly updatedAt: number;
}

/** How far one collector is. */
export interface Progress {
  readonly collector: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly note?: string;
}

/** Who did it. `bot` for ourselves, `slack:T…/U…` for a person, `cli:name` at a terminal. */
export type Person = string;

export type IncidentState = 'investigating' | 'identified' | 'mitigating' | 'monitoring' | 'resolved';

export interface Incident {
  readonly id: string; // inc_01JD…
  readonly title: string;
  readonly state: IncidentState;
  readonly target: string; // name of the resource
  readonly lang: 'en' | 'ja';
  readonly channel: string;
  /** Outbox key of the message whose thread it lives in. */
  readonly thread: string;
  readonly openedBy: Person;
  readonly openedAt: number;
  readonly updatedAt: number;
  /** The run it was opened from, and the newest one. */
  readonly firstRun: string | null;
  readonly lastRun: string | null;
}

/** Names of facts. The body's fields are plain JSON; sentences are made when somebody reads. */
export type TimelineType =
  | 'opened'
  | 'diagnosed'
  | 'state-changed'
  | 'reopened'
  | 'resolved'
  | 'runbook-started'
  | 'step-shown'
  | 'answered'
  | 'told'
  | 'acted'
  | 'skipped'
  | 'looked-again'
  | 'waited'
  | 'runbook-ended'
  | 'handed-over'
  | 'action-item-added'
  | 'note'
  | 'report-exported'
  | 'alarm-fired'
  | 'alarm-ok'
  | 'alarm-no-data'
  | 'alarm-reminded'
  | 'alarm-moved'
  | 'muted'
  | 'unmuted'
  | 'target-chosen';

/** A fact, in the order facts became known. Never edited: a correction is a new event. */
export interface TimelineEvent {
  /** Made by the program from the delivery it came with, so that a re-run of the flow is a no-op. */
  readonly id: string;
  readonly incident: string;
  readonly seq: number; // 1, 2, 3, without holes
  readonly at: number; // epoch ms
  readonly by: Person;
  readonly type: TimelineType;
  readonly body: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string; // SHA-256 over previousHash and the canonical JSON of everything above
}

export type NewTimelineEvent = Omit<TimelineEvent, 'seq' | 'previousHash' | 'hash'>;

/** The number of events and the last one's hash; 0 and the chain's first hash while there are none. */
export interface TimelineHead {
  readonly seq: number;
  readonly hash: string;
}

/** A runbook being walked in an incident. Two at once are allowed. */
export interface RunbookRun {
  readonly id: string; // rb_01JD…
  readonly incident: string;
  readonly runbook: string;
  readonly version: number;
  readonly state: 'going' | 'resolved' | 'escalated' | 'abandoned';
  readonly startedBy: Person;
  readonly startedAt: number;
}

/** A step put before people. Pressed once; then it is closed for good and shows who, when and what. */
export interface Card {
  readonly id: string; // card_01JD…
  readonly runbookRun: string;
  readonly incident: string;
  readonly step: string;
  readonly state: 'open' | 'waiting' | 'closed' | 'superseded';
  /** Re-check that the card waits for, if any. */
  readonly run: string | null;
  /** When a `wait` looks again and when it gives up. */
  readonly dueAt: number | null;
  readonly limitAt: number | null;
  readonly outcome: string | null; // answer id, 'next', 'done', 'skipped', branch
  readonly reason: string | null; // why it was skipped
  readonly closedBy: Person | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

export interface ActionItem {
  readonly id: string;
  readonly incident: string;
  readonly text: string;
  readonly type: 'prevent' | 'detect' | 'mitigate' | 'process';
  readonly owner: string | null;
  readonly due: string | null; // 2026-12-01
  readonly createdBy: Person;
  readonly createdAt: number;
}

export interface Said {
  readonly id: string;
  readonly args?: TextArgs;
}
