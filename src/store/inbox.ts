import type { Delivery } from '../domain/delivery.ts';
import type { Store } from '../domain/ports.ts';
import { trxOf } from './transactions.ts';

export const inbox: Store['inbox'] = {
  async accept(tx, { body, ...delivery }) {
    const row = await trxOf(tx)
      .insertInto('inbox')
      .values({ ...delivery, body: JSON.stringify(body) })
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('inbox').selectAll().where('id', '=', id).executeTakeFirst();
    return row && ({ ...row, body: JSON.parse(row.body) } as Delivery);
  },

  async prune(tx, before, limit) {
    const old = trxOf(tx)
      .selectFrom('inbox')
      .select('id')
      .where('receivedAt', '<', before)
      .orderBy('receivedAt')
      .limit(limit);
    const rows = await trxOf(tx).deleteFrom('inbox').where('id', 'in', old).returning('id').execute();
    return rows.length;
  },
};
