import type { Card } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import { trxOf } from './transactions.ts';

export const cards: Store['cards'] = {
  async create(tx, card) {
    const row = await trxOf(tx)
      .insertInto('card')
      .values(card)
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('card').selectAll().where('id', '=', id).executeTakeFirst();
    return row as Card | undefined;
  },

  async change(tx, id, from, patch) {
    const row = await trxOf(tx)
      .updateTable('card')
      .set({ state: from, ...patch })
      .where('id', '=', id)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async ofRunbook(tx, runbookRun) {
    const rows = await trxOf(tx)
      .selectFrom('card')
      .selectAll()
      .where('runbookRun', '=', runbookRun)
      .orderBy('openedAt')
      .orderBy('id')
      .execute();
    return rows as Card[];
  },

  async byRun(tx, run) {
    const row = await trxOf(tx)
      .selectFrom('card')
      .selectAll()
      .where('run', '=', run)
      .where('state', '=', 'waiting')
      .limit(1)
      .executeTakeFirst();
    return row as Card | undefined;
  },
};
