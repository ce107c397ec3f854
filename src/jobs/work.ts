import type { Logger } from 'pino';
import type { JobRow } from '../domain/job-rows.ts';
import { complete, type Ending, giveBack, type Registration, type SettleDeps } from './settle.ts';
import type { Later } from './timer.ts';

export interface WorkDeps extends SettleDeps {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly later: Later;
  readonly pollMs: number;
}

/** A job that was claimed, while its handler works. */
export interface Work {
  readonly job: JobRow;
  /** Resolves when the job's row is settled; never rejects. */
  readonly over: Promise<void>;
  /** The job is somebody else's: the handler is told to stop, and nothing is written. */
  lose(): void;
  /** Puts the job back for the next process. Whatever the handler still gives is dropped. */
  abandon(): Promise<void>;
}

export function startWork(deps: WorkDeps, job: JobRow, how: Registration): Work {
  const { store, rows, clock, log, later, pollMs } = deps;
  const controller = new AbortController();
  const about = { job: job.id, name: job.name, attempt: job.starts };
  let abandoned = false;

  async function attempt(): Promise<Ending> {
    const stopClock = later(how.limitMs, () => controller.abort(new Error(`took longer than ${how.limitMs} ms`)));
    try {
      const running = { id: job.id, attempt: job.starts, data: job.data, signal: controller.signal };
      const finish = await Promise.race([how.handler(running), aborted(controller.signal)]);
      return await complete(deps, job, finish);
    } catch (error) {
      if (abandoned) return 'lost';
      log.warn({ ...about, err: error }, 'job failed');
      return await recorded(() => giveBack(deps, job, how, error));
    } finally {
      stopClock();
    }
  }

  /** The disk may be full for a while. Until the ending is written the job counts as running. */
  async function recorded(settle: () => Promise<Ending>): Promise<Ending> {
    while (!abandoned) {
      try {
        return await settle();
      } catch (error) {
        log.error({ ...about, err: error }, 'the end of a job could not be recorded');
        await new Promise<void>((resolve) => later(pollMs, resolve));
      }
    }
    return 'lost';
  }

  return {
    job,
    over: attempt().then((ending) => {
      if (ending === 'dead') log.error(about, 'job is dead');
      if (ending === 'lost') log.warn(about, 'job was lost; it committed nothing');
    }),
    lose() {
      abandoned = true;
      controller.abort(new Error('the job was taken over by another process'));
    },
    async abandon() {
      abandoned = true;
      const next = { dueAt: clock.now().getTime() };
      await store.transaction((tx) => rows.putBack(tx, job, next));
      controller.abort(new Error('the program stops'));
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
