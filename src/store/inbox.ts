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
};
