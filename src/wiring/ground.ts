import type { Config } from '../config/index.ts';
import type { BundleStore, Clock, Jobs, Store } from '../domain/ports.ts';
import { makeJobs } from '../jobs/index.ts';
import type { Log } from '../log.ts';
import { makeBundleStore, openStore } from '../store/index.ts';

/** What everything durable stands on. */
export interface Ground {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly bundles: BundleStore;
}

/** The embedded database, or PostgreSQL where one is set. Rejects with ResponderError 'data-in-use' or 'bad-config'. */
export async function openGround(config: Config, clock: Clock, log: Log): Promise<Ground> {
  const store = await openStore({ dataDir: config.dataDir });
  return { store, jobs: makeJobs(store, { clock, log }), bundles: makeBundleStore(config.dataDir) };
}
