import type { JobRow } from '../domain/job-rows.ts';
import type { Clock, JobHandler, JobOptions, Store, Tx } from '../domain/ports.ts';
import { backoffMs } from './backoff.ts';
import type { Engine } from './engine.ts';

/** A job that takes the process down each time must not keep it down for ever. */
const MOST_INTERRUPTIONS = 50;

export interface Registration extends Required<Omit<JobOptions, 'onDead'>> {
  readonly handler: JobHandler;
  readonly onDead: JobOptions['onDead'];
}

export interface SettleDeps {
  readonly store: Store;
  readonly rows: Pick<Engine['rows'], 'complete' | 'putBack' | 'bury'>;
  readonly clock: Clock;
  readonly random: () => number;
}

/** How a start of a job ended. 'lost': somebody else has it, nothing was written. */
export type Ending = 'done' | 'again' | 'dead' | 'lost';

class LostJob extends Error {}

/** Commits what the handler gave back together with the completion, or neither. */
export async function complete(
  { store, rows, clock }: SettleDeps,
  job: JobRow,
  finish: (tx: Tx) => Promise<void>,
): Promise<Ending> {
  try {
    await store.transaction(async (tx) => {
      if (!(await rows.complete(tx, job, clock.now().getTime()))) throw new LostJob();
      await finish(tx);
    });
    return 'done';
  } catch (error) {
    if (error instanceof LostJob) return 'lost';
    throw error;
  }
}

/** The database refused because of somebody else's work, or was away: nothing that the job did. */
const NOT_ITS_FAULT = /^(40001|40P01|57P0[123]|08\d{3}|ECONN\w+|ETIMEDOUT)$/;

function isClash(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { readonly code?: unknown };
  return (typeof code === 'string' && NOT_ITS_FAULT.test(code)) || isClash(error.cause);
}

/** After an error: waits and tries again, or is dead. */
export async function giveBack(deps: SettleDeps, job: JobRow, how: Registration, thrown: unknown): Promise<Ending> {
  const { store, rows, clock, random } = deps;
  const error = String(thrown).slice(0, 2000);
  if (isClash(thrown) && !isInterruptedTooOften(job)) {
    const dueAt = clock.now().getTime() + backoffMs(1, random);
    return (await store.transaction((tx) => rows.putBack(tx, job, { dueAt }))) ? 'again' : 'lost';
  }
  const failures = job.failures + 1;
  if (failures >= how.attempts) return bury(deps, job, how, error);
  const dueAt = clock.now().getTime() + backoffMs(failures, random);
  const kept = await store.transaction((tx) => rows.putBack(tx, job, { dueAt, error }));
  return kept ? 'again' : 'lost';
}

/** After a crash: at once, and not held against it. */
export async function resume(deps: SettleDeps, job: JobRow, how: Registration | undefined): Promise<Ending> {
  const { store, rows, clock } = deps;
  if (how !== undefined && isInterruptedTooOften(job)) {
    return bury(deps, job, how, `interrupted ${job.starts - job.failures} times`);
  }
  await store.transaction((tx) => rows.putBack(tx, job, { dueAt: clock.now().getTime() }));
  return 'again';
}

/** `job` as it was before it is begun again. */
export function isInterruptedTooOften({ starts, failures }: Pick<JobRow, 'starts' | 'failures'>): boolean {
  return starts - failures > MOST_INTERRUPTIONS;
}

async function bury(
  { store, rows, clock }: SettleDeps,
  job: JobRow,
  how: Registration,
  error: string,
): Promise<Ending> {
  const { id, data } = job;
  const kept = await store.transaction(async (tx) => {
    const ours = await rows.bury(tx, job, error, clock.now().getTime());
    if (ours) await how.onDead?.(tx, { id, data, error });
    return ours;
  });
  return kept ? 'dead' : 'lost';
}
