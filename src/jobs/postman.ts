import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { SharedStore } from '../domain/job-rows.ts';
import type { JobName, Tx } from '../domain/ports.ts';
import { jobNames } from './names.ts';

const YEAR_SECONDS = 365 * 86_400;
/** pg-boss takes nothing shorter. A process is known to be gone this long after its last sign of life. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 2;

/** "It is the turn of this job's row", handed to one process at a time. */
export interface Message {
  readonly id: string;
  /** Names this hand-over; a later one of the same message has a higher number. */
  readonly retryCount: number;
  readonly name: JobName;
  /** The job's row. */
  readonly job: string;
}

/** What pg-boss does for us: it brings a message at its time to one process, and again when that process is gone. */
export interface Postman {
  start(): Promise<void>;
  /**
   * Commits with `tx`. No-op while there is a message for the job that was not done, and before `start`. `dueAt`: null for
   * at once.
   */
  send(tx: Tx, job: { readonly id: string; readonly name: JobName }, dueAt: number | null): Promise<void>;
  /** The message has done its work; commits with `tx`. */
  done(tx: Tx, message: Pick<Message, 'id' | 'name'>): Promise<void>;
  /** The jobs that have a message which is not done. */
  waitingFor(tx: Tx): Promise<ReadonlySet<string>>;
  /** Commits with `tx`: a process that dies before has taken nothing. */
  fetch(tx: Tx, name: JobName, most: number): Promise<readonly Message[]>;
  /** A sign of life; gives those that are still ours. */
  keep(messages: readonly Message[]): Promise<readonly Message[]>;
  stop(): Promise<void>;
}

export interface PostmanDeps {
  readonly url: string;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** For tests. */
  readonly boss?: ConstructorOptions;
}

/** pg-boss 12 in the schema `pgboss` of the same database. */
export function makePostman(store: SharedStore, { url, log, boss: more = {} }: PostmanDeps): Postman {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'fiveohtwo jobs',
    max: 4,
    connectionTimeoutMillis: 5000,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    registerInstance: false,
    monitorVacuum: false,
    persistWarnings: false,
    ...more,
  });
  boss.on('error', (err) => log.warn({ err }, 'pg-boss could not reach the database'));
  let isOpen = false;

  return {
    async start() {
      await boss.start();
      for (const name of jobNames) await boss.createQueue(name, queueOptions);
      isOpen = true;
    },
    async send(tx, { id, name }, dueAt) {
      if (!isOpen) return;
      // pg-boss brings it after that time, not at it.
      const startAfter = dueAt === null ? {} : { startAfter: new Date(dueAt - 1) };
      await boss.send(name, { job: id }, { singletonKey: id, ...startAfter, db: store.sqlOf(tx) });
    },
    async done(tx, { id, name }) {
      await boss.complete(name, id, null, { includeQueued: true, db: store.sqlOf(tx) });
    },
    async waitingFor(tx) {
      const { rows } = await store
        .sqlOf(tx)
        .executeSql(
          `select singleton_key as job from pgboss.job where state <= 'active' and singleton_key is not null`,
        );
      return new Set((rows as readonly { readonly job: string }[]).map(({ job }) => job));
    },
    async fetch(tx, name, most) {
      const jobs = await boss.fetch<{ readonly job: string }>(name, { batchSize: most, db: store.sqlOf(tx) });
      return jobs.map(({ id, retryCount, data }) => ({ id, retryCount, name, job: data.job }));
    },
    async keep(messages) {
      const ours = new Set<string>();
      for (const [name, ofName] of Map.groupBy(messages, (message) => message.name)) {
        const { settled = [] } = (await boss.touch(name, [...ofName])) as { readonly settled?: readonly string[] };
        for (const id of settled) ours.add(id);
      }
      return messages.filter(({ id }) => ours.has(id));
    },
    async stop() {
      isOpen = false;
      await boss.stop({ graceful: false, close: true });
    },
  };
}

/** Attempts, failures and death are counted in our rows, so pg-boss gives up on nothing and forgets nothing. */
const queueOptions = {
  policy: 'exclusive' as const,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: 86_400,
  retryLimit: 1_000_000,
  retryDelay: 0,
  retentionSeconds: 10 * YEAR_SECONDS,
  deleteAfterSeconds: 3600,
};
