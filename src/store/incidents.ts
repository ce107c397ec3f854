import type { Incident } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import { emptyHead } from './chain.ts';
import type { IncidentTable } from './schema.ts';
import { trxOf } from './transactions.ts';

export const incidents: Store['incidents'] = {
  async create(tx, incident) {
    const row = await trxOf(tx)
      .insertInto('incident')
      .values({ ...incident, lastSeq: emptyHead.seq, lastHash: emptyHead.hash })
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  },

  async update(tx, id, patch, at) {
    const set = { ...patch, updatedAt: at };
    const row = await trxOf(tx)
      .updateTable('incident')
      .set(set)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new Error(`there is no incident ${id}`);
  },

  async list(tx, { channel, open = false, limit }) {
    let query = trxOf(tx).selectFrom('incident').selectAll();
    if (channel !== undefined) query = query.where('channel', '=', channel);
    if (open) query = query.where('state', '!=', 'resolved');
    const rows = await query.orderBy('openedAt', 'desc').orderBy('id', 'desc').limit(limit).execute();
    return rows.map(fromRow);
  },

  async byThread(tx, thread) {
    const row = await trxOf(tx)
      .selectFrom('incident')
      .selectAll()
      .where('thread', '=', thread)
      .orderBy('openedAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && fromRow(row);
  },
};

function fromRow({ lastSeq, lastHash, ...row }: IncidentTable): Incident {
  return row as Incident;
}
