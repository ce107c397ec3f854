import type { Store } from '../domain/ports.ts';
import { trxOf } from './transactions.ts';

export const installations: Store['installations'] = {
  async put(tx, { scopes, ...row }) {
    const columns = { ...row, scopes: JSON.stringify(scopes) };
    const { id, ...change } = columns;
    await trxOf(tx)
      .insertInto('installation')
      .values(columns)
      .onConflict((on) => on.column('id').doUpdateSet(change))
      .execute();
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('installation').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { ...row, scopes: JSON.parse(row.scopes) as readonly string[] };
  },

  async remove(tx, id) {
    await trxOf(tx).deleteFrom('installation').where('id', '=', id).execute();
  },

  async ids(tx) {
    return (await trxOf(tx).selectFrom('installation').select('id').orderBy('id').execute()).map(({ id }) => id);
  },
};

export const places: Store['places'] = {
  async learn(tx, place, installation) {
    await trxOf(tx)
      .insertInto('workspaceOf')
      .values({ place, installation })
      .onConflict((on) => on.column('place').doUpdateSet({ installation }))
      .execute();
  },

  async installationOf(tx, place) {
    const row = await trxOf(tx)
      .selectFrom('workspaceOf')
      .select('installation')
      .where('place', '=', place)
      .executeTakeFirst();
    return row?.installation;
  },
};

export const homes: Store['homes'] = {
  async opened(tx, { team, user }, at) {
    await trxOf(tx)
      .insertInto('home')
      .values({ team, slackUser: user, openedAt: at })
      .onConflict((on) => on.columns(['team', 'slackUser']).doUpdateSet({ openedAt: at }))
      .execute();
  },

  async recent(tx, since, limit) {
    const rows = await trxOf(tx)
      .selectFrom('home')
      .select(['team', 'slackUser'])
      .where('openedAt', '>=', since)
      .orderBy('openedAt', 'desc')
      .orderBy('slackUser')
      .limit(limit)
      .execute();
    return rows.map(({ team, slackUser }) => ({ team, user: slackUser }));
  },
};
