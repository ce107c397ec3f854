import { sql } from 'kysely';
import type { Store, Tx } from '../domain/ports.ts';
import type { Vitals } from '../domain/vitals.ts';
import { trxOf } from './transactions.ts';

type JobCounts = (tx: Tx, at: number) => Promise<Vitals['jobs']>;

/** How the bot is, in one transaction. `jobs`: how the engine at hand counts its own. */
export function makeVitals(jobs: JobCounts): Store['vitals'] {
  return async (tx, at) => ({
    outbox: await outboxVitals(tx),
    jobs: await jobs(tx, at),
    last: {
      ...(await lastReceived(tx)),
      check: await lastCheck(tx),
      post: await lastPost(tx),
    },
    incidents: { open: await openIncidents(tx) },
  });
}

/** The jobs of the embedded runner. */
export const embeddedJobCounts: JobCounts = async (tx, at) => {
  const { rows } = await sql<CountedState>`
    select state, count(*) as count, min(due_at) as oldest from job
    where state in ('waiting', 'running', 'dead') group by state`.execute(trxOf(tx));
  const of = (state: string) => rows.find((row) => row.state === state);
  return {
    waiting: Number(of('waiting')?.count ?? 0),
    running: Number(of('running')?.count ?? 0),
    dead: Number(of('dead')?.count ?? 0),
    oldestDueAt: noLaterThan(at, numberOf(of('waiting')?.oldest)),
  };
};

interface CountedState {
  readonly state: string;
  readonly count: number | string;
  readonly oldest: number | string | null;
}

/** A row is due from the moment it is put until it is sent: one that was postponed still waits. */
async function outboxVitals(tx: Tx): Promise<Vitals['outbox']> {
  const { rows } = await sql<{ due: number | string; oldest: number | string | null; failed: number | string }>`
    select
      (select count(*) from outbox where state = 'due') as due,
      (select min(case when ts is null then created_at else due_at end) from outbox where state = 'due') as oldest,
      (select count(*) from outbox where state = 'failed') as failed`.execute(trxOf(tx));
  const [row] = rows;
  return {
    due: Number(row?.due ?? 0),
    oldestAt: numberOf(row?.oldest),
    failed: Number(row?.failed ?? 0),
  };
}

async function lastReceived(tx: Tx): Promise<Pick<Vitals['last'], 'command' | 'action' | 'alarm'>> {
  const { rows } = await sql<Record<'command' | 'action' | 'alarm', number | string | null>>`
    select
      (select max(received_at) from inbox where kind = 'command') as command,
      (select max(received_at) from inbox where kind = 'action') as action,
      (select max(received_at) from inbox where kind = 'alarm') as alarm`.execute(trxOf(tx));
  const [row] = rows;
  return { command: numberOf(row?.command), action: numberOf(row?.action), alarm: numberOf(row?.alarm) };
}

async function lastCheck(tx: Tx): Promise<number | null> {
  const row = await trxOf(tx)
    .selectFrom('checkRun')
    .select((eb) => eb.fn.max('updatedAt').as('at'))
    .where('state', '=', 'done')
    .executeTakeFirst();
  return numberOf(row?.at);
}

async function lastPost(tx: Tx): Promise<number | null> {
  const row = await trxOf(tx)
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('sentAt').as('at'))
    .executeTakeFirst();
  return numberOf(row?.at);
}

async function openIncidents(tx: Tx): Promise<number> {
  const row = await trxOf(tx)
    .selectFrom('incident')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('state', '!=', 'resolved')
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** PostgreSQL's driver gives what may be too large for a number as text. */
function numberOf(value: number | string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** What falls due later does not wait yet. */
function noLaterThan(at: number, due: number | null): number | null {
  return due !== null && due <= at ? due : null;
}
