import { z } from 'zod';
import { moment } from './moment.ts';

/** How one app uses a store. Seconds, but for `ms`. */
export const useSchema = z.strictObject({
  /** The variable that names it; null: the app finds it elsewhere. */
  as: z.string().nullable().default('DATABASE_URL'),
  /** A whole URL, or the host alone. */
  form: z.enum(['url', 'host']).default('url'),
  /** Paths of the routes that need it; none: all. */
  routes: z.array(z.string()).default([]),
  /** Median time that it works on one request. */
  ms: z.number().positive().default(6),
  /** Connections of one task. */
  pool: z.number().int().positive().default(10),
  /** How long a request waits for a free one. */
  acquire: z.number().positive().default(5),
  /** How long a connect is tried where nobody answers. */
  connect: z.number().positive().default(5),
  /** What the app does when it gets none: answers an error, or its process ends. */
  onError: z.enum(['answers', 'crashes']).default('answers'),
  answers: z.number().int().default(500),
});

export const storePhaseSchema = z.strictObject({
  at: moment,
  until: moment.optional(),
  /** Gone from the network: refused while it restarts, silent while it fails over or was stopped. */
  state: z.enum(['failover', 'reboot', 'stopped', 'full']).optional(),
  /** Times its usual time. */
  slow: z.number().positive().optional(),
  /** The same for its disk: queries wait, the CPU does not. */
  io: z.number().positive().optional(),
  /** This share of the requests waits for a lock, until the statement's time is up. */
  locked: z.strictObject({ share: z.number().min(0).max(1), seconds: z.number().positive() }).optional(),
  /** Connections that others hold. */
  others: z.number().int().optional(),
  /** Percent more. */
  cpu: z.number().optional(),
  /** Connections a minute for which the NAT gateway has no port left. */
  nat: z.number().optional(),
  /** Items a minute that a full cache throws out. */
  evicts: z.number().optional(),
});

export const dataStoreSchema = z.strictObject({
  engine: z.enum([
    'postgres',
    'mysql',
    'mariadb',
    'aurora-postgresql',
    'aurora-mysql',
    'redis',
    'valkey',
    'memcached',
    'external',
  ]),
  /** Of a service outside, which is reached through the NAT gateway and which AWS knows nothing of. */
  host: z.string().optional(),
  version: z.string().optional(),
  class: z.string().optional(),
  multiAz: z.boolean().default(true),
  storage: z.number().default(100),
  /** In a parameter group of its own; none: AWS's default. What the server really takes must be stated by `takes`. */
  maxConnections: z.number().int().optional(),
  takes: z.number().int().positive().default(400),
  others: z.number().int().default(3),
  cpu: z.number().default(11),
  /** Lies in another VPC. */
  elsewhere: z.boolean().default(false),
  usedBy: z.record(z.string(), useSchema).default({}),
  phases: z.array(storePhaseSchema).default([]),
});

export type DataStore = z.infer<typeof dataStoreSchema>;
export type StoreUse = z.infer<typeof useSchema>;
export type StorePhase = z.infer<typeof storePhaseSchema>;

export const isCache = ({ engine }: Pick<DataStore, 'engine'>) => /^(redis|valkey|memcached)$/.test(engine);
export const isExternal = ({ engine }: Pick<DataStore, 'engine'>) => engine === 'external';
export const isAurora = ({ engine }: Pick<DataStore, 'engine'>) => engine.startsWith('aurora');
export const isPostgres = ({ engine }: Pick<DataStore, 'engine'>) => /postgres/.test(engine);
