import type { CheckRun } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import type { CheckRunTable } from './schema.ts';
import { trxOf } from './transactions.ts';

export const runs: Store['runs'] = {
  async create(tx, run) {
    const { window, progress, ...columns } = run;
    const row = { ...columns, span: JSON.stringify(window), progress: JSON.stringify(progress) };
    await trxOf(tx).insertInto('checkRun').values(row).execute();
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('checkRun').selectAll().where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  },

  async update(tx, id, { progress, ...patch }, at) {
    const set = { ...patch, ...(progress && { progress: JSON.stringify(progress) }), updatedAt: at };
    const row = await trxOf(tx)
      .updateTable('checkRun')
      .set(set)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new Error(`there is no run ${id}`);
  },

  async going(tx, channel, query) {
    const row = await trxOf(tx)
      .selectFrom('checkRun')
      .selectAll()
      .where('channel', '=', channel)
      .where('query', '=', query)
      .where('state', 'in', ['waiting', 'running'])
      .orderBy('createdAt')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row && fromRow(row);
  },

  async recent(tx, channel, limit) {
    const rows = await trxOf(tx)
      .selectFrom('checkRun')
      .selectAll()
      .where('channel', '=', channel)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },

  async newest(tx, limit) {
    const rows = await trxOf(tx).selectFrom('checkRun').selectAll().orderBy('id', 'desc').limit(limit).execute();
    return rows.map(fromRow);
  },
};

function fromRow({ span, progress, ...row }: CheckRunTable): CheckRun {
  return { ...row, window: JSON.parse(span), progress: JSON.parse(progress) } as CheckRun;
}
