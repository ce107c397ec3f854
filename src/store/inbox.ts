import { sql } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import type { Store, Tx } from '../domain/ports.ts';
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
    const turns = await pruneTurns(tx, before, limit);
    return rows.length + turns;
  },
};

/** The transitions of alarms, kept so that none is handled twice; those of an incident that goes on are counted there. */
async function pruneTurns(tx: Tx, before: number, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from alarm_turn where id in (
      select old.id from alarm_turn old where old.handled_at < ${before}
        and not exists (select 1 from incident where incident.id = old.incident and incident.state <> 'resolved')
      order by old.handled_at limit ${limit})
    returning id`.execute(trxOf(tx));
  return rows.length;
}
