import type { JobName, NewJob, Store, Tx } from './ports.ts';

/** A job as its table keeps it. */
export interface JobRow {
  readonly id: string;
  readonly name: JobName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: 'waiting' | 'running' | 'done' | 'dead';
  readonly dueAt: number;
  /** How often it was begun. Goes up with each claim, so it is the fencing token too. */
  readonly starts: number;
  /** How many of those ended in an error. */
  readonly failures: number;
  readonly error: string | null;
}

/** Names one start of a job. When the job was begun again since, or taken away, nothing more is written through it. */
export type Claim = Pick<JobRow, 'id' | 'starts'>;

/** The job table of the embedded runner. Each change of a running job gives false when the claim is not valid any more. */
export interface JobRows {
  /** False when a waiting or running job has the same dedupe key. */
  put(tx: Tx, job: NewJob, at: number): Promise<boolean>;
  /** Takes the job of these names that fell due first and whose concurrency key is free. */
  claim(tx: Tx, names: readonly JobName[], at: number): Promise<JobRow | undefined>;
  complete(tx: Tx, claim: Claim, at: number): Promise<boolean>;
  /** Back to waiting until `dueAt`. Without `error` it was only interrupted. */
  putBack(tx: Tx, claim: Claim, next: { readonly dueAt: number; readonly error?: string }): Promise<boolean>;
  /** Never tried again, and kept. */
  bury(tx: Tx, claim: Claim, error: string, at: number): Promise<boolean>;
  /** When the next job falls due after `at`. */
  nextDue(tx: Tx, names: readonly JobName[], at: number): Promise<number | undefined>;
  inState(tx: Tx, state: JobRow['state']): Promise<readonly JobRow[]>;
  /** Deletes what was done before `before`. The dead stay. */
  prune(tx: Tx, before: number): Promise<void>;
  /** Notes the next tick, unless one with the same pattern is noted already. */
  plan(tx: Tx, schedule: ScheduleRow): Promise<void>;
  schedules(tx: Tx): Promise<readonly ScheduleRow[]>;
  setNextTick(tx: Tx, name: string, nextAt: number): Promise<void>;
}

export interface ScheduleRow {
  readonly name: string;
  readonly pattern: string;
  readonly nextAt: number;
}

/** The store of the embedded mode: the one process that has it runs its jobs too. */
export interface EmbeddedStore extends Store {
  readonly jobRows: JobRows;
  /** Copies everything as of one moment into a new file, while work goes on. */
  backup(path: string): Promise<void>;
}

/** What became of the wish to begin a job. */
export type Taking =
  | { readonly kind: 'taken'; readonly job: JobRow; readonly isKeyed: boolean }
  /** Another job of its key is before it; when that one ends, `nextOfKey` gives this one. */
  | { readonly kind: 'parked' }
  /** It is done, dead or was never there. */
  | { readonly kind: 'over' };

/** The job table where several processes work on it; an engine beside it says which row is whose turn. */
export interface SharedJobRows extends JobRows {
  /** Adds a job and gives its id; undefined when a waiting or running one has the same dedupe key. */
  add(tx: Tx, job: NewJob, at: number): Promise<string | undefined>;
  /**
   * 'plain'. Begins those of these jobs that have no concurrency key. One that runs already is taken over: the engine says
   * that its process is gone.
   */
  takeFree(tx: Tx, ids: readonly string[]): Promise<readonly JobRow[]>;
  /** 'plain'. Begins this job, whose key may be taken. */
  take(tx: Tx, id: string, at: number): Promise<Taking>;
  /** After a job with a concurrency key has ended or was put back: the job whose turn it is now. */
  nextOfKey(tx: Tx, ended: string, at: number): Promise<Pick<JobRow, 'id' | 'name'> | undefined>;
  /** Every job that has to be run some time. */
  unfinished(tx: Tx): Promise<readonly Pick<JobRow, 'id' | 'name' | 'dueAt'>[]>;
}

/** Plain SQL inside a transaction, for an engine that has tables of its own in the same database. */
export interface PlainSql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The store on a database server: several processes work on it. */
export interface SharedStore extends Store {
  readonly jobRows: SharedJobRows;
  sqlOf(tx: Tx): PlainSql;
  /** How often a transaction had to be done again because of another one. */
  tries(): { readonly transactions: number; readonly repeated: number };
}
