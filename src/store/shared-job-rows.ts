import { sql } from 'kysely';
import type { SharedJobRows, Taking } from '../domain/job-rows.ts';
import type { JobName, Tx } from '../domain/ports.ts';
import { fromRow, insertJob, jobRows } from './job-rows.ts';
import { trxOf } from './transactions.ts';

export const sharedJobRows: SharedJobRows = {
  ...jobRows,

  add: insertJob,

  async takeFree(tx, ids) {
    if (ids.length === 0) return [];
    const rows = await begin(tx, ids).where('concurrencyKey', 'is', null).execute();
    return rows.map(fromRow);
  },

  async take(tx, id, at): Promise<Taking> {
    const key = await keyOf(tx, id);
    if (key !== null) await oneAtATime(tx, key);
    // An earlier one that ends at this moment cannot be waited for any more: look again.
    for (let before = await earlierOfKey(tx, id, key, at); before !== undefined; ) {
      if (await stillBefore(tx, before)) return { kind: 'parked' };
      before = await earlierOfKey(tx, id, key, at);
    }
    const row = await begin(tx, [id]).executeTakeFirst();
    return row === undefined ? { kind: 'over' } : { kind: 'taken', job: fromRow(row), isKeyed: key !== null };
  },

  async nextOfKey(tx, ended, at) {
    const row = await trxOf(tx)
      .selectFrom('job')
      .innerJoin('job as ended', 'ended.concurrencyKey', 'job.concurrencyKey')
      .select(['job.id', 'job.name'])
      .where('ended.id', '=', ended)
      .where('job.id', '!=', ended)
      .where('job.state', '=', 'waiting')
      .where('job.dueAt', '<=', at)
      .orderBy('job.dueAt')
      .orderBy('job.id')
      .limit(1)
      .executeTakeFirst();
    return row && { id: row.id, name: row.name as JobName };
  },

  async unfinished(tx) {
    const rows = await trxOf(tx)
      .selectFrom('job')
      .select(['id', 'name', 'dueAt'])
      .where('state', 'in', ['waiting', 'running'])
      .orderBy('id')
      .execute();
    return rows.map(({ name, ...row }) => ({ ...row, name: name as JobName }));
  },
};

function begin(tx: Tx, ids: readonly string[]) {
  return trxOf(tx)
    .updateTable('job')
    .set((eb) => ({ state: 'running', starts: eb('starts', '+', 1) }))
    .where('id', 'in', ids)
    .where('state', 'in', ['waiting', 'running'])
    .returningAll();
}

async function keyOf(tx: Tx, id: string): Promise<string | null> {
  const row = await trxOf(tx).selectFrom('job').select('concurrencyKey').where('id', '=', id).executeTakeFirst();
  return row?.concurrencyKey ?? null;
}

/** Two jobs of one key are not begun at the same moment. */
async function oneAtATime(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 502))`.execute(trxOf(tx));
}

/** The job of the same key that runs, or that is due and was there first. Undefined for one that runs already. */
async function earlierOfKey(tx: Tx, id: string, key: string | null, at: number): Promise<string | undefined> {
  if (key === null) return undefined;
  const row = await trxOf(tx)
    .selectFrom('job as other')
    .innerJoin('job as job', (join) => join.on('job.id', '=', id).on('job.state', '=', 'waiting'))
    .select('other.id')
    .where('other.concurrencyKey', '=', key)
    .where('other.id', '!=', id)
    .where((eb) =>
      eb.or([
        eb('other.state', '=', 'running'),
        eb.and([
          eb('other.state', '=', 'waiting'),
          eb('other.dueAt', '<=', at),
          eb.or([
            eb('other.dueAt', '<', eb.ref('job.dueAt')),
            eb.and([eb('other.dueAt', '=', eb.ref('job.dueAt')), eb('other.id', '<', eb.ref('job.id'))]),
          ]),
        ]),
      ]),
    )
    .orderBy('other.state')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Changes nothing, but is a write: a transaction that ends the other job at this very moment is done again, and then sees
 * ours. Without it each could leave the waking to the other.
 */
async function stillBefore(tx: Tx, id: string): Promise<boolean> {
  const row = await trxOf(tx)
    .updateTable('job')
    .set((eb) => ({ error: eb.ref('error') }))
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
