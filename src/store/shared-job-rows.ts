import type { SharedJobRows, Taking } from '../domain/job-rows.ts';
import type { JobName, Tx } from '../domain/ports.ts';
import { fromRow, insertJob, jobRows } from './job-rows.ts';
import { trxOf } from './transactions.ts';

export const sharedJobRows: SharedJobRows = {
  ...jobRows,

  add: insertJob,

  async take(tx, id, at): Promise<Taking> {
    const job = await trxOf(tx)
      .selectFrom('job')
      .select(['id', 'state', 'concurrencyKey', 'dueAt'])
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    if (job === undefined) return { kind: 'over' };
    if (job.state === 'waiting' && job.concurrencyKey !== null) {
      const before = await earlierOfKey(tx, { ...job, concurrencyKey: job.concurrencyKey }, at);
      if (before !== undefined) {
        await touch(tx, before);
        return { kind: 'parked' };
      }
    }
    const row = await trxOf(tx)
      .updateTable('job')
      .set((eb) => ({ state: 'running', starts: eb('starts', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return { kind: 'taken', job: fromRow(row) };
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

interface Keyed {
  readonly id: string;
  readonly concurrencyKey: string;
  readonly dueAt: number;
}

/** The job of the same key that runs, or that is due and was there first. */
async function earlierOfKey(tx: Tx, job: Keyed, at: number): Promise<string | undefined> {
  const row = await trxOf(tx)
    .selectFrom('job')
    .select('id')
    .where('concurrencyKey', '=', job.concurrencyKey)
    .where('id', '!=', job.id)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'running'),
        eb.and([
          eb('state', '=', 'waiting'),
          eb('dueAt', '<=', at),
          eb.or([eb('dueAt', '<', job.dueAt), eb.and([eb('dueAt', '=', job.dueAt), eb('id', '<', job.id)])]),
        ]),
      ]),
    )
    .orderBy('state')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Changes nothing, but is a write: when the other job ends at this very moment, one of the two transactions is done again
 * and sees the other. Without it both could leave the waking to the other.
 */
async function touch(tx: Tx, id: string): Promise<void> {
  await trxOf(tx)
    .updateTable('job')
    .set((eb) => ({ error: eb.ref('error') }))
    .where('id', '=', id)
    .execute();
}
