import type { AlarmStore, MuteStore } from './alarm-rows.ts';
import type { Delivery, NewOutboxRow, OutboxRow } from './delivery.ts';
import type { DoctorRows } from './doctor-rows.ts';
import type { Bundle, Collected, Cost, Evidence, EvidenceKind, ReadObject } from './evidence.ts';
import type {
  ActionItem,
  Card,
  CheckRun,
  Incident,
  NewTimelineEvent,
  Progress,
  RunbookRun,
  TimelineEvent,
  TimelineHead,
  TimelineType,
} from './incident.ts';
import type { Located, Scope } from './resource.ts';
import type { Vitals } from './vitals.ts';
import type { Window } from './window.ts';
import type { HomeOwner, Installation } from './workspace.ts';

export interface Clock {
  now(): Date;
}

/** Makes ids: sortable by time, unique. `newId('run')` → 'run_01JD8Z2V7Q…' */
export type NewId = (prefix: string) => string;

/** AWS, read-only. */
export interface Aws {
  /**
   * Finds what a person means. Throws ResponderError 'no-credentials', 'expired-credentials', 'denied', 'wrong-region'
   * or 'aws-unreachable', each with its next step.
   */
  locate(
    query: string,
    options: { readonly region?: string; readonly profile?: string; readonly signal: AbortSignal },
  ): Promise<Located>;
  /**
   * Fetches evidence side by side under one deadline. Never throws for what AWS does: failures are gaps.
   * Everything is redacted before it is returned.
   */
  collect(request: CollectRequest): Promise<Collection>;
}

export interface CollectRequest {
  readonly scope: Scope;
  readonly window: Window;
  readonly kinds: readonly EvidenceKind[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Collection {
  readonly evidence: Evidence;
  readonly cost: Cost;
  readonly objects: readonly ReadObject[];
  readonly redactions: Readonly<Record<string, number>>;
}

/** Where bundles are kept: one folder a run. */
export interface BundleStore {
  /** Writes atomically; gives the digest `sha256:…` of the canonical bytes. */
  save(bundle: Bundle): Promise<string>;
  /** Rejects with 'run-not-found'. */
  load(runId: string): Promise<{ readonly bundle: Bundle; readonly digest: string }>;
  /** The newest run's id. */
  latest(): Promise<string | undefined>;
}

export interface PrunableBundles extends BundleStore {
  /** Deletes what was saved before (epoch ms); gives how many. What was kept of their runs stays readable. */
  prune(before: number): Promise<number>;
}

declare const inTransaction: unique symbol;
/** Proof of being inside a transaction. Every store method takes it first, so nothing can escape one. */
export interface Tx {
  readonly [inTransaction]: true;
}

/** Where everything durable is kept. Keep transactions short, do no I/O inside. */
export interface Store {
  /**
   * Commits what `work` did, or nothing; transactions run one after the other. PostgreSQL may run `work` again from
   * its start, after a deadlock or when a lock took too long: it has no effect outside `tx`, and gives what it found as its
   * result.
   *
   * `plain`: all or nothing too, but others may be seen between the statements. For work whose statements are right one by
   * one: single rows, guarded by unique keys or by a condition of the update. `read`: everything as of one moment, and
   * nothing is written. Neither waits for others.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, how?: 'plain' | 'read'): Promise<T>;
  /** Runs in this process once `tx` has committed; never when it rolled back. A hint to look at rows, not a promise. */
  afterCommit(tx: Tx, run: () => void): void;
  readonly runs: {
    create(tx: Tx, run: CheckRun): Promise<void>;
    get(tx: Tx, id: string): Promise<CheckRun | undefined>;
    /** Rejects when there is no such run. */
    update(
      tx: Tx,
      id: string,
      patch: Partial<Pick<CheckRun, 'state' | 'progress' | 'answer' | 'error'>>,
      at: number,
    ): Promise<void>;
    /** The run of this query in this channel that is waiting or running, if any. */
    going(tx: Tx, channel: string, query: string): Promise<CheckRun | undefined>;
    /** Newest first. */
    recent(tx: Tx, channel: string, limit: number): Promise<readonly CheckRun[]>;
    /** Those of every channel, newest first. */
    newest(tx: Tx, limit: number): Promise<readonly CheckRun[]>;
  };
  readonly incidents: {
    /** False when the id is taken (a re-run of the flow). */
    create(tx: Tx, incident: Incident): Promise<boolean>;
    get(tx: Tx, id: string): Promise<Incident | undefined>;
    update(
      tx: Tx,
      id: string,
      patch: Partial<Pick<Incident, 'state' | 'title' | 'target' | 'firstRun' | 'lastRun'>>,
      at: number,
    ): Promise<void>;
    /** Newest first; unresolved ones only with `open`. */
    list(
      tx: Tx,
      filter: { readonly channel?: string; readonly open?: boolean; readonly limit: number },
    ): Promise<readonly Incident[]>;
    byThread(tx: Tx, thread: string): Promise<Incident | undefined>;
  };
  /** Append-only: there is no update and no delete. */
  readonly timeline: {
    /** Gives the event its seq and hash. Undefined when the id is already there: nothing was written. */
    append(tx: Tx, event: NewTimelineEvent): Promise<TimelineEvent | undefined>;
    /** Like `append` for several of one incident, in this order. */
    appendAll(tx: Tx, incident: string, events: readonly NewTimelineEvent[]): Promise<readonly TimelineEvent[]>;
    /** Oldest first; of these types alone when told. A long incident has thousands: ask for no more than is needed. */
    read(tx: Tx, incident: string, types?: readonly TimelineType[]): Promise<readonly TimelineEvent[]>;
    /** What the chain must end with, kept apart from it: without it a missing end could not be told. */
    head(tx: Tx, incident: string): Promise<TimelineHead>;
  };
  readonly runbooks: {
    create(tx: Tx, run: RunbookRun): Promise<boolean>;
    get(tx: Tx, id: string): Promise<RunbookRun | undefined>;
    setState(tx: Tx, id: string, state: RunbookRun['state']): Promise<void>;
    ofIncident(tx: Tx, incident: string): Promise<readonly RunbookRun[]>;
  };
  readonly cards: {
    create(tx: Tx, card: Card): Promise<boolean>;
    get(tx: Tx, id: string): Promise<Card | undefined>;
    /** Changes it only while it is in `from`; false when somebody else was first. */
    change(
      tx: Tx,
      id: string,
      from: Card['state'],
      patch: Partial<
        Pick<Card, 'state' | 'run' | 'dueAt' | 'limitAt' | 'outcome' | 'reason' | 'closedBy' | 'closedAt'>
      >,
    ): Promise<boolean>;
    ofRunbook(tx: Tx, runbookRun: string): Promise<readonly Card[]>;
    /** The card that waits for this re-check. */
    byRun(tx: Tx, run: string): Promise<Card | undefined>;
  };
  readonly actionItems: {
    create(tx: Tx, item: ActionItem): Promise<boolean>;
    ofIncident(tx: Tx, incident: string): Promise<readonly ActionItem[]>;
  };
  readonly alarms: AlarmStore;
  readonly mutes: MuteStore;
  readonly inbox: {
    /** False when this delivery is already known. */
    accept(tx: Tx, delivery: Delivery): Promise<boolean>;
    get(tx: Tx, id: string): Promise<Delivery | undefined>;
    /** Deletes what came in before `before`, at most `limit` rows of a kind; gives how many. */
    prune(tx: Tx, before: number, limit: number): Promise<number>;
  };
  readonly outbox: {
    /** False when the intent is already there. */
    put(tx: Tx, row: NewOutboxRow, at: number): Promise<boolean>;
    /** The content changed: it is sent (again) when its turn comes. No-op when there is no such row. */
    touch(tx: Tx, key: string, at: number): Promise<void>;
    get(tx: Tx, key: string): Promise<OutboxRow | undefined>;
    /** Rows to send now: due, their thread's parent posted; by priority, then age; at most one a channel. */
    due(tx: Tx, at: number, limit: number): Promise<readonly OutboxRow[]>;
    /** Of those, what the pace lets go and nobody else is sending: each comes with its channel, taken until `until`. */
    claim(tx: Tx, order: ClaimOrder): Promise<readonly ClaimedRow[]>;
    /** Keeps the channel until `until`. False when it was lost meanwhile: then nothing may be sent or written any more. */
    hold(tx: Tx, claim: SendClaim, until: number): Promise<boolean>;
    /** Gives the channel back. False when it was lost meanwhile: then nothing may be written any more. */
    release(tx: Tx, claim: SendClaim, pace: SenderPace): Promise<boolean>;
    /** When the next row can go that this order could not take yet, epoch ms; undefined: none, or somebody else has it. */
    nextClaim(tx: Tx, order: Pick<ClaimOrder, 'at' | 'gapMs'>): Promise<number | undefined>;
    /** Before the call. */
    sending(tx: Tx, key: string, at: number): Promise<void>;
    /** After it: revision `sent` is out. */
    sent(
      tx: Tx,
      key: string,
      result: { readonly sent: number; readonly ts: string | null; readonly at: number },
    ): Promise<void>;
    /** Somebody deleted the message: what others hang on is posted anew, once. False: it has failed, and its thread with it. */
    repost(tx: Tx, key: string, at: number): Promise<boolean>;
    /** Try again at `dueAt`. `maybePosted` when the call may have arrived. */
    postpone(
      tx: Tx,
      key: string,
      result: { readonly dueAt: number; readonly error: string; readonly maybePosted: boolean },
    ): Promise<void>;
    fail(tx: Tx, key: string, error: string): Promise<void>;
    /** What was put off is due now: in its old order. */
    hurry(tx: Tx, at: number): Promise<void>;
    /** Deletes what is over since `before` and nothing refers to, at most `limit` rows; gives how many. */
    prune(tx: Tx, before: number, limit: number): Promise<number>;
    /** When the next row falls due, epoch ms. */
    nextDue(tx: Tx): Promise<number | undefined>;
  };
  /** How the bot is at this moment (epoch ms), from its rows. */
  readonly doctor: DoctorRows;
  vitals(tx: Tx, at: number): Promise<Vitals>;
  readonly installations: {
    /** Replaces the one with the same id. */
    put(tx: Tx, installation: Installation): Promise<void>;
    get(tx: Tx, id: string): Promise<Installation | undefined>;
    remove(tx: Tx, id: string): Promise<void>;
    ids(tx: Tx): Promise<readonly string[]>;
  };
  /** Which installation speaks in a channel, or with a person. */
  readonly places: {
    learn(tx: Tx, place: string, installation: string): Promise<void>;
    installationOf(tx: Tx, place: string): Promise<string | undefined>;
  };
  readonly homes: {
    opened(tx: Tx, owner: HomeOwner, at: number): Promise<void>;
    /** Who opened theirs since then (epoch ms), latest first. */
    recent(tx: Tx, since: number, limit: number): Promise<readonly HomeOwner[]>;
  };
  close(): Promise<void>;
}

/** Who sends, and how fast. `owner`: one running process. `urgent`: how many more may go when a person waits for them. */
export interface ClaimOrder {
  readonly owner: string;
  readonly at: number;
  readonly until: number;
  readonly limit: number;
  readonly urgent: number;
  /** Between two messages of a channel, and two edits of a message. */
  readonly gapMs: number;
}

/** One taking of a channel: whoever takes it later has another `token`. */
export interface SendClaim {
  readonly channel: string;
  readonly owner: string;
  readonly token: number;
}

export interface ClaimedRow {
  readonly row: OutboxRow;
  readonly claim: SendClaim;
}

/** What the sending did to the channel's pace. `took`: the milliseconds that it counts for. */
export interface SenderPace {
  readonly at: number;
  readonly took: number;
  /** Slack says that the channel must wait until then. */
  readonly toldUntil?: number;
}

export interface NewJob {
  readonly name: JobName;
  /** Same key while one is waiting or running: not enqueued again. */
  readonly dedupeKey?: string;
  /** At most one job with this key runs at a time. */
  readonly concurrencyKey?: string;
  readonly dueAt?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export type JobName =
  | 'handle-delivery'
  | 'run-check'
  | 'look-again'
  | 'place-alarms'
  | 'remind-alarms'
  | 'mute-ends'
  | 'doctor'
  | 'prune';

/**
 * Durable work. `enqueue` needs the transaction: a job cannot escape the rows that it belongs to.
 * A handler is idempotent and gives back what completes it; that commits together with the completion.
 */
export interface Jobs {
  enqueue(tx: Tx, job: NewJob): Promise<void>;
  register(name: JobName, handler: JobHandler, options?: JobOptions): void;
  /**
   * Enqueues `job` at every tick of `cron` (croner's syntax, UTC). Ticks missed while the program was down, or while the
   * last one's job still runs, collapse into one. Called before `start`.
   */
  schedule(name: string, cron: string, job: NewJob): void;
  /** Runs what a crash interrupted at once, then what is due. */
  start(): Promise<void>;
  /** Takes no new job, waits for the running ones at most `limitMs`. */
  stop(limitMs: number): Promise<void>;
}

export interface JobOptions {
  /** Tries before the job is dead, 5 unless told. What a crash interrupted is not held against it. */
  readonly attempts?: number;
  /** Jobs of this name at a time, 4 unless told. */
  readonly concurrency?: number;
  /** A try that takes longer has lost its job: it is aborted, commits nothing and counts as failed. 10 minutes unless told. */
  readonly limitMs?: number;
  /** Commits together with the job's death, so that whoever waits for it can be told. */
  readonly onDead?: (tx: Tx, job: DeadJob) => Promise<void>;
}

export interface DeadJob {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly error: string;
}

export interface RunningJob {
  readonly id: string;
  readonly attempt: number; // 1 at the first try
  readonly data: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

export type JobHandler = (job: RunningJob) => Promise<(tx: Tx) => Promise<void>>;

export type { Collected };
