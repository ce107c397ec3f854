import type { Mute, MuteStore } from '../domain/alarm-rows.ts';
import type { MuteTable } from './schema.ts';
import { trxOf } from './transactions.ts';

export const mutes: MuteStore = {
  async add(tx, { by, ...mute }) {
    const row = await trxOf(tx)
      .insertInto('mute')
      .values({ ...mute, author: by })
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('mute').selectAll().where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  },

  async active(tx, channel, at) {
    const rows = await trxOf(tx)
      .selectFrom('mute')
      .selectAll()
      .where('channel', '=', channel)
      .where('endedAt', 'is', null)
      .where('until', '>', at)
      .orderBy('until', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  },

  async over(tx, at) {
    const rows = await trxOf(tx)
      .selectFrom('mute')
      .selectAll()
      .where('endedAt', 'is', null)
      .where('until', '<=', at)
      .orderBy('until')
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  },

  async end(tx, id, at) {
    const row = await trxOf(tx)
      .updateTable('mute')
      .set({ endedAt: at })
      .where('id', '=', id)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },
};

function fromRow({ author, ...row }: MuteTable): Mute {
  return { ...row, by: author } as Mute;
}
