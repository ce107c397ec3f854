import type { EmbeddedStore } from '../domain/job-rows.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { makeRunner, type RunnerDeps } from './runner.ts';
import { resume, type SettleDeps } from './settle.ts';

/**
 * The jobs of the embedded mode. The lock on the data directory makes this process the only one, so at `start` every
 * running job is one that a crash interrupted.
 */
export function makeJobs(store: EmbeddedStore, deps: RunnerDeps) {
  return makeRunner(embeddedEngine(store, deps), deps);
}

function embeddedEngine(store: EmbeddedStore, { clock, log, random = Math.random }: RunnerDeps): Engine {
  const rows = store.jobRows;

  async function begin({ registered }: EngineEvents): Promise<void> {
    const settle: SettleDeps = { store, rows, clock, random };
    const interrupted = await store.transaction((tx) => rows.inState(tx, 'running'));
    for (const job of interrupted) await resume(settle, job, registered.get(job.name));
    if (interrupted.length > 0) log.info({ count: interrupted.length }, 'interrupted jobs go on');
  }

  return {
    store,
    rows,
    put: (tx, job, at) => rows.put(tx, job, at),
    async claim(free, at) {
      const job = await store.transaction((tx) => rows.claim(tx, [...free.keys()], at));
      return job === undefined ? [] : [job];
    },
    nextDue: (names, at) => store.transaction((tx) => rows.nextDue(tx, names, at)),
    begin,
    prune: (before) => store.transaction((tx) => rows.prune(tx, before)),
    end: async () => undefined,
  };
}
