import type { Claim, JobRow, JobRows } from '../domain/job-rows.ts';
import type { NewJob, Tx } from '../domain/ports.ts';
import { newId } from './ids.ts';
import { schedules } from './schedules.ts';
import type { JobTable } from './schema.ts';
import { trxOf } from './transactions.ts';

export const jobRows: JobRows = {
  ...schedules,

  async put(tx, job, at) {
    return (await insertJob(tx, job, at)) !== undefined;
  },

  async claim(tx, names, at) {
    if (names.length === 0) return undefined;
    const busy = trxOf(tx).selectFrom('job').select('concurrencyKey').where('state', '=', 'running');
    const next = await trxOf(tx)
      .selectFrom('job')
      .select('id')
      .where('state', '=', 'waiting')
      .where('name', 'in', names)
      .where('dueAt', '<=', at)
      .where((eb) =>
        eb.or([
          eb('concurrencyKey', 'is', null),
          eb('concurrencyKey', 'not in', busy.where('concurrencyKey', 'is not', null)),
        ]),
      )
      .orderBy('dueAt')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return undefined;
    const row = await trxOf(tx)
      .updateTable('job')
      .set((eb) => ({ state: 'running', starts: eb('starts', '+', 1) }))
      .where('id', '=', next.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return fromRow(row);
  },

  complete: (tx, claim, at) => change(tx, claim, { state: 'done', finishedAt: at, error: null }),

  async putBack(tx, claim, { dueAt, error }) {
    const failed = error === undefined ? 0 : 1;
    const row = await claimed(tx, claim)
      .set((eb) => ({ state: 'waiting', dueAt, failures: eb('failures', '+', failed), ...(failed && { error }) }))
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  bury: (tx, claim, error, at) => change(tx, claim, { state: 'dead', finishedAt: at, error }),

  async nextDue(tx, names, at) {
    if (names.length === 0) return undefined;
    const row = await trxOf(tx)
      .selectFrom('job')
      .select((eb) => eb.fn.min('dueAt').as('dueAt'))
      .where('state', '=', 'waiting')
      .where('name', 'in', names)
      .where('dueAt', '>', at)
      .executeTakeFirst();
    return row?.dueAt ?? undefined;
  },

  async inState(tx, state) {
    const rows = await trxOf(tx).selectFrom('job').selectAll().where('state', '=', state).orderBy('id').execute();
    return rows.map(fromRow);
  },

  async prune(tx, before) {
    await trxOf(tx).deleteFrom('job').where('state', '=', 'done').where('finishedAt', '<', before).execute();
  },
};

/** Gives the new job's id; undefined when a waiting or running one has the same dedupe key. */
export async function insertJob(tx: Tx, job: NewJob, at: number): Promise<string | undefined> {
  const row = await trxOf(tx)
    .insertInto('job')
    .values({
      id: newId('job'),
      name: job.name,
      data: JSON.stringify(job.data),
      dedupeKey: job.dedupeKey ?? null,
      concurrencyKey: job.concurrencyKey ?? null,
      state: 'waiting',
      dueAt: job.dueAt ?? at,
      starts: 0,
      failures: 0,
      error: null,
      createdAt: at,
      finishedAt: null,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The fence: only the newest start of a job that still runs may change it. */
function claimed(tx: Tx, { id, starts }: Claim) {
  return trxOf(tx).updateTable('job').where('id', '=', id).where('starts', '=', starts).where('state', '=', 'running');
}

async function change(
  tx: Tx,
  claim: Claim,
  columns: Pick<JobTable, 'state' | 'finishedAt' | 'error'>,
): Promise<boolean> {
  const row = await claimed(tx, claim).set(columns).returning('id').executeTakeFirst();
  return row !== undefined;
}

export function fromRow({ id, name, data, state, dueAt, starts, failures, error }: JobTable): JobRow {
  return { id, name, data: JSON.parse(data), state, dueAt, starts, failures, error } as JobRow;
}
