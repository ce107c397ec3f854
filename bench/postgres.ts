// `node bench/postgres.ts`: two processes on one PostgreSQL take 50 commands a second and work them off. Prints how soon a
// job begins, and how many transactions had to be done again.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Tx } from '../src/domain/ports.ts';
import { makeSharedJobs } from '../src/jobs/index.ts';
import { openPostgres } from '../src/store/open-postgres.ts';
import { startCluster } from '../test/postgres/cluster.ts';
import { anEvent, anIncident } from '../test/store/samples.ts';

const PROCESSES = 2;
const A_SECOND = 50;
const SECONDS = 20;
const INCIDENTS = 10;

interface Figures {
  readonly waits: readonly number[];
  readonly transactions: number;
  readonly repeated: number;
}

const [, , url, name] = process.argv;
if (url === undefined) await parent();
else await child(url, name ?? '');

async function parent(): Promise<void> {
  const cluster = await startCluster();
  const database = await cluster.createDatabase();
  const store = await openPostgres({ url: database });
  for (let n = 0; n < INCIDENTS; n++) {
    await store.transaction((tx) => store.incidents.create(tx, anIncident({ id: `inc_${n}` })));
  }
  const children = Array.from({ length: PROCESSES }, (_, n) =>
    fork(fileURLToPath(import.meta.url), [database, String(n)]),
  );
  const figures = await Promise.all(children.map(figuresOf));
  const waits = figures.flatMap((each) => each.waits).sort((a, b) => a - b);
  const sum = (of: (each: Figures) => number) => figures.reduce((total, each) => total + of(each), 0);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0;
  const transactions = sum((each) => each.transactions);
  const line = {
    commands: waits.length,
    beginsMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
    transactionsPerSecond: Math.round(transactions / SECONDS),
    repeatedShare: Number((sum((each) => each.repeated) / transactions).toFixed(4)),
  };
  process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
  await store.close();
  await cluster.stop();
}

async function figuresOf(process: ChildProcess): Promise<Figures> {
  const [told] = (await once(process, 'message')) as [Figures];
  return told;
}

/** Takes commands as the bot does: a row and its job in one transaction; the job reads, appends to a timeline, posts. */
async function child(database: string, me: string): Promise<void> {
  const store = await openPostgres({ url: database });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const jobs = makeSharedJobs(store, { url: database, clock: { now: () => new Date() }, log });
  const waits: number[] = [];
  jobs.register('handle-delivery', async ({ data }) => {
    waits.push(Date.now() - Number(data.at));
    return (tx) => answer(tx, String(data.id));
  });
  await jobs.start();
  const answer = async (tx: Tx, id: string) => {
    const incident = `inc_${Number(id.split('/')[1]) % INCIDENTS}`;
    await store.inbox.get(tx, id);
    await store.timeline.append(tx, anEvent({ id: `event/${id}`, incident }));
    const row = { op: 'message', thread: null, user: null, responseUrl: null, lang: 'en', priority: 0 } as const;
    const view = { kind: 'incident-root', incident } as const;
    await store.outbox.put(tx, { ...row, key: `post/${id}`, channel: `C${incident}`, view }, Date.now());
  };
  const gap = (1000 * PROCESSES) / A_SECOND;
  const taken: Promise<unknown>[] = [];
  for (let n = 0; n < SECONDS * (1000 / gap); n++) {
    const id = `${me}/${n}`;
    const take = async (tx: Tx) => {
      const fresh = await store.inbox.accept(tx, { id, kind: 'command', body: { text: 'check' }, receivedAt: n });
      if (fresh) await jobs.enqueue(tx, { name: 'handle-delivery', dedupeKey: id, data: { id, at: Date.now() } });
    };
    taken.push(store.transaction(take));
    await wait(gap);
  }
  await Promise.all(taken);
  await wait(5000);
  process.send?.({ waits, ...store.tries() });
  await jobs.stop(1000);
  await store.close();
  process.disconnect();
}
