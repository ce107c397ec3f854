import type { ActionItem } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import { trxOf } from './transactions.ts';

export const actionItems: Store['actionItems'] = {
  async create(tx, item) {
    const row = await trxOf(tx)
      .insertInto('actionItem')
      .values(item)
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async ofIncident(tx, incident) {
    const rows = await trxOf(tx)
      .selectFrom('actionItem')
      .selectAll()
      .where('incident', '=', incident)
      .orderBy('createdAt')
      .orderBy('id')
      .execute();
    return rows as ActionItem[];
  },
};
