import type { EmbeddedStore, JobRow } from '../../src/domain/job-rows.ts';
import type { Clock, JobName, Jobs, Tx } from '../../src/domain/ports.ts';
import { complete, giveBack, type Registration } from '../../src/jobs/settle.ts';

const LEASE_MS = 15_000;
const POLL_MS = 5_000;

/** How long each running job is left to whoever began it: a column of the engine's own table, kept beside it here. */
export type JobLeases = Map<string, number>;

export interface ModelJobs extends Jobs {
  begin(): void;
}

/**
 * The job engine of several processes, as far as flows can tell: rows in the same transaction, a lease for each running job, run
 * again when it has run out, and a completion that only the newest start of a job may write.
 */
export function makeModelJobs(
  store: EmbeddedStore,
  leases: JobLeases,
  clock: Clock,
  onError: (error: unknown) => void,
): ModelJobs {
  const registered = new Map<JobName, Registration>();
  const deps = { store, rows: store.jobRows, clock, random: () => 0.5 };
  const now = () => clock.now().getTime();
  let isLooking = false;
  let isAsked = false;

  function wake(): void {
    isAsked = true;
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }

  async function look(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await pull().catch(() => undefined);
    }
  }

  async function pull(): Promise<void> {
    for (;;) {
      const job = await store.transaction(claim);
      if (job === undefined) return;
      void work(job);
    }
  }

  async function claim(tx: Tx): Promise<JobRow | undefined> {
    await takeBack(tx);
    const claimed = await store.jobRows.claim(tx, [...registered.keys()], now());
    if (claimed !== undefined) leases.set(claimed.id, now() + LEASE_MS);
    return claimed;
  }

  async function takeBack(tx: Tx): Promise<void> {
    const late = [...leases].filter(([, until]) => until <= now()).map(([id]) => id);
    if (late.length === 0) return;
    const running = await store.jobRows.inState(tx, 'running');
    for (const row of running.filter(({ id }) => late.includes(id)))
      await store.jobRows.putBack(tx, row, { dueAt: now() });
    for (const id of late) leases.delete(id);
  }

  async function work(job: JobRow): Promise<void> {
    const how = registered.get(job.name);
    if (how === undefined) return;
    const running = { id: job.id, attempt: job.starts, data: job.data, signal: new AbortController().signal };
    try {
      await complete(deps, job, await how.handler(running));
    } catch (error) {
      onError(error);
      // What cannot be written is left to the lease.
      await giveBack(deps, job, how, String(error)).catch(() => undefined);
    }
    wake();
  }

  function poll(): void {
    wake();
    setTimeout(poll, POLL_MS);
  }

  return {
    async enqueue(tx, job) {
      if (await store.jobRows.put(tx, job, now())) store.afterCommit(tx, wake);
    },
    register(name, handler, { attempts = 5, concurrency = 4, limitMs = 600_000, onDead } = {}) {
      registered.set(name, { attempts, concurrency, limitMs, onDead, handler });
    },
    schedule: () => undefined,
    start: async () => poll(),
    begin: poll,
    stop: async () => undefined,
  };
}
