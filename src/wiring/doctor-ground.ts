import { hasRoad } from '../config/doctor.ts';
import type { Config } from '../config/index.ts';
import type { Probe } from '../domain/doctor.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Clock, Store, Tx } from '../domain/ports.ts';
import type { Clocks } from '../flows/doctor/clocks.ts';
import { lifeFindings } from '../flows/doctor/vitals-findings.ts';
import { type Standing, standingOf } from '../store/doctor.ts';
import { makeBundleStore } from '../store/index.ts';

const DAY_MS = 24 * 3_600_000;
const STORE_MS = 20_000;

export interface GroundOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly freeBytes?: (path: string) => Promise<number>;
}

/** The database beside the running bot, opened once for all probes that ask it. */
export interface Ground {
  standing(): Promise<Standing>;
  /** Null where there is no store to read. */
  read<T>(work: (store: Store, tx: Tx) => Promise<T>): Promise<T | null>;
  /** The workspace of the newest command. */
  lastTeam(): Promise<string | null>;
  /** What was checked last. */
  lastTarget(): Promise<string | null>;
  close(): Promise<void>;
}

export function makeGround({ config, freeBytes }: GroundOptions, clocks: Clocks): Ground {
  let opened: Promise<Standing> | undefined;
  const standing = () => {
    opened ??= standingOf({
      ...config,
      onDate: (date) => clocks.tell('PostgreSQL', date),
      ...(freeBytes && { freeBytes }),
    });
    return opened;
  };
  const read: Ground['read'] = async (work) => {
    const { store } = await standing();
    return store === null ? null : await store.transaction((tx) => work(store, tx), 'read');
  };
  return {
    standing,
    read,
    lastTeam: () => read((store, tx) => store.doctor.lastTeam(tx)),
    lastTarget: () => lastTarget(config),
    async close() {
      const store = await opened?.then((found) => found.store).catch(() => null);
      await store?.close();
    },
  };
}

async function lastTarget({ dataDir }: Config): Promise<string | null> {
  const bundles = makeBundleStore(dataDir);
  const id = await bundles.latest();
  if (id === undefined) return null;
  try {
    return (await bundles.load(id)).bundle.scope.arn;
  } catch (error) {
    // A bundle that cannot be read is told by those who need it.
    if (error instanceof ResponderError) return null;
    throw error;
  }
}

/** The database, and what its rows tell of the bot's life. */
export function makeStoreProbes({ config, clock }: GroundOptions, ground: Ground): readonly Probe[] {
  const alarms = hasRoad(config.alarms);
  const life = async () => {
    const { botRuns } = await ground.standing();
    const at = clock.now().getTime();
    const rows = await ground.read(async (store, tx) => ({
      vitals: await store.vitals(tx, at),
      givenUp: await store.doctor.givenUp(tx, at - DAY_MS),
      lastPress: await store.doctor.lastPress(tx),
    }));
    return rows === null ? [] : lifeFindings({ ...rows, at, botRuns, alarms });
  };
  return [
    { id: 'store', limitMs: STORE_MS, run: async () => (await ground.standing()).found },
    { id: 'jobs', limitMs: STORE_MS, run: life },
  ];
}
