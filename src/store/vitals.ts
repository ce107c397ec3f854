import { sql } from 'kysely';
import type { Store, Tx } from '../domain/ports.ts';
import type { Vitals } from '../domain/vitals.ts';
import { trxOf } from './transactions.ts';

/** How the bot is, in one transaction: nothing that is long done is read. */
export const vitals: Store['vitals'] = async (tx, at) => ({
  outbox: await outboxVitals(tx),
  jobs: await jobVitals(tx, at),
  last: {
    ...(await lastReceived(tx)),
    check: await lastCheck(tx),
    post: await lastPost(tx),
  },
  incidents: { open: await openIncidents(tx) },
});

/** One question a state, each answered from its own partial index. */
async function jobVitals(tx: Tx, at: number): Promise<Vitals['jobs']> {
  const { rows } = await sql<Counted<'waiting' | 'running' | 'dead' | 'oldest'>>`
    select
      (select count(*) from job where state = 'waiting') as waiting,
      (select count(*) from job where state = 'running') as running,
      (select count(*) from job where state = 'dead') as dead,
      (select min(due_at) from job where state = 'waiting' and due_at <= ${at}) as oldest`.execute(trxOf(tx));
  const [row] = rows;
  return {
    waiting: Number(row?.waiting ?? 0),
    running: Number(row?.running ?? 0),
    dead: Number(row?.dead ?? 0),
    oldestDueAt: numberOf(row?.oldest),
  };
}

/** PostgreSQL's driver gives what may be too large for a number as text. */
type Counted<Name extends string> = Readonly<Record<Name, number | string | null>>;

/** A row is due from the moment it is put until it is sent: one that was postponed still waits. */
async function outboxVitals(tx: Tx): Promise<Vitals['outbox']> {
  const { rows } = await sql<Counted<'due' | 'oldest' | 'failed'>>`
    select
      (select count(*) from outbox where state = 'due') as due,
      (select min(waiting_since) from outbox where state = 'due') as oldest,
      (select count(*) from outbox where state = 'failed') as failed`.execute(trxOf(tx));
  const [row] = rows;
  return {
    due: Number(row?.due ?? 0),
    oldestAt: numberOf(row?.oldest),
    failed: Number(row?.failed ?? 0),
  };
}

async function lastReceived(tx: Tx): Promise<Pick<Vitals['last'], 'command' | 'action' | 'alarm'>> {
  const { rows } = await sql<Counted<'command' | 'action' | 'alarm'>>`
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

function numberOf(value: number | string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
