import type { Config } from '../config/index.ts';
import { ResponderError } from '../domain/errors.ts';
import type { BundleStore, Clock, Jobs, PrunableBundles, Store } from '../domain/ports.ts';
import type { Log } from '../log.ts';
import type { TableSum } from '../store/copy.ts';
import type { Moved } from '../store/move.ts';

// Each database is loaded only where it is the one that is set: the command line has no time to lose.

/** What everything durable stands on. */
export interface Ground {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly bundles: PrunableBundles;
}

/**
 * The embedded database, or PostgreSQL where one is set. Rejects with ResponderError 'data-in-use', 'database-away' or
 * 'bad-config'.
 */
export async function openGround(config: Config, clock: Clock, log: Log): Promise<Ground> {
  const { dataDir, databaseUrl: url } = config;
  const nowMs = () => clock.now().getTime();
  if (url === null) {
    const [{ makeBundleStore, openStore }, { makeBundleRows }, { makeJobs }] = await Promise.all([
      import('../store/index.ts'),
      import('../store/bundle-rows.ts'),
      import('../jobs/embedded.ts'),
    ]);
    const store = await openStore({ dataDir });
    // A backup of PostgreSQL that became the embedded database holds bundles as rows.
    const bundles = firstOf(makeBundleStore(dataDir), makeBundleRows(store, nowMs));
    return { store, jobs: makeJobs(store, { clock, log }), bundles };
  }
  const [{ openPostgres }, { makeBundleRows }, { makeSharedJobs }] = await Promise.all([
    import('../store/open-postgres.ts'),
    import('../store/bundle-rows.ts'),
    import('../jobs/shared.ts'),
  ]);
  const store = await openPostgres({ url, onError: (err) => log.warn({ err }, 'a connection to PostgreSQL broke') });
  return { store, jobs: makeSharedJobs(store, { clock, log, url }), bundles: makeBundleRows(store, nowMs) };
}

/** The store as the command line reads it, beside running bots. */
export async function readStore({ dataDir, databaseUrl: url }: Config): Promise<Store> {
  if (url === null) return (await import('../store/open.ts')).openStore({ dataDir, readOnly: true });
  return (await import('../store/open-postgres.ts')).openPostgres({ url, readOnly: true });
}

/** The bundles of this machine, and with PostgreSQL those that the bots made too. New ones are kept on this machine. */
export async function readBundles(config: Config): Promise<BundleStore> {
  const { makeBundleStore } = await import('../store/bundles.ts');
  const here = makeBundleStore(config.dataDir);
  if (config.databaseUrl === null) return here;
  const { makeBundleRows } = await import('../store/bundle-rows.ts');

  async function there<T>(ask: (bundles: BundleStore) => Promise<T>): Promise<T> {
    const store = await readStore(config);
    try {
      return await ask(makeBundleRows(store, Date.now));
    } finally {
      await store.close();
    }
  }

  return {
    save: (bundle) => here.save(bundle),
    load: (runId) => here.load(runId).catch(() => there((bundles) => bundles.load(runId))),
    async latest() {
      const [ours = '', theirs = ''] = [await here.latest(), await there((bundles) => bundles.latest())];
      return [ours, theirs].sort().at(-1) || undefined;
    },
  };
}

/** Keeps new bundles in the first place, finds those of both. */
function firstOf(first: PrunableBundles, second: PrunableBundles): PrunableBundles {
  return {
    save: (bundle) => first.save(bundle),
    load: (runId) => first.load(runId).catch(() => second.load(runId)),
    latest: async () => (await first.latest()) ?? second.latest(),
    prune: async (before) => (await first.prune(before)) + (await second.prune(before)),
  };
}

export async function backup({ dataDir, databaseUrl: url }: Config, file: string): Promise<readonly TableSum[]> {
  if (url !== null) return (await (await import('../store/move.ts')).backupPostgres(url, file)).tables;
  await (await import('../store/open.ts')).backupStore(dataDir, file);
  return [];
}

/** Rejects with ResponderError 'usage' when there is nowhere to move to. */
export async function move({ dataDir, databaseUrl: url }: Config): Promise<Moved> {
  if (url === null) throw new ResponderError('usage', { id: 'cli/store/no-database-url' });
  return (await import('../store/move.ts')).moveStore(dataDir, url);
}
