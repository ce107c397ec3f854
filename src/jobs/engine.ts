import type { JobRow, JobRows } from '../domain/job-rows.ts';
import type { JobName, NewJob, Store, Tx } from '../domain/ports.ts';
import type { Registration } from './settle.ts';

/** What a runner needs of the place where its jobs are kept; each method is as idempotent as its rows. */
export interface Engine {
  readonly store: Store;
  /** How the end of a job is written; `complete`, `putBack` and `bury` give false when the job is not ours any more. */
  readonly rows: Pick<JobRows, 'complete' | 'putBack' | 'bury' | 'plan' | 'schedules' | 'setNextTick'>;
  /** False when a waiting or running job has the same dedupe key. */
  put(tx: Tx, job: NewJob, at: number): Promise<boolean>;
  /** Begins jobs that are due: of each name at most so many. Gives none when there is nothing to do. */
  claim(free: ReadonlyMap<JobName, number>, at: number): Promise<readonly JobRow[]>;
  /** When it has to be looked again after `at`: the next job falls due, as far as it is known here. */
  nextDue(names: readonly JobName[], at: number): Promise<number | undefined>;
  /** Before the first claim. */
  begin(events: EngineEvents): Promise<void>;
  /** Once a day. */
  prune(before: number): Promise<void>;
  /** After the last job was put back. */
  end(): Promise<void>;
}

export interface EngineEvents {
  readonly registered: ReadonlyMap<JobName, Registration>;
  /** There may be something to do. */
  readonly wake: () => void;
  /** This start of a job belongs to somebody else now. */
  readonly lost: (job: Pick<JobRow, 'id' | 'starts'>) => void;
}
