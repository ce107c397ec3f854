import { sql } from 'kysely';
import type { AlarmEvent } from '../domain/alarm.ts';
import type { AlarmRow, AlarmStore, AlarmTurn } from '../domain/alarm-rows.ts';
import { groups } from './alarm-groups.ts';
import type { AlarmTable } from './schema.ts';
import { trxOf } from './transactions.ts';

/** Alarms and their transitions. */
export const alarms: AlarmStore = {
  ...groups,

  async lane(tx) {
    await trxOf(tx)
      .insertInto('alarmLane')
      .values({ id: 'alarms', turns: 1 })
      .onConflict((on) => on.column('id').doUpdateSet((eb) => ({ turns: eb('alarmLane.turns', '+', 1) })))
      .execute();
  },

  async addTurn(tx, { isMuted, ...turn }) {
    const row = await trxOf(tx)
      .insertInto('alarmTurn')
      .values({ ...turn, isMuted: isMuted ? 1 : 0 })
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async knownTurns(tx, ids) {
    const rows =
      ids.length === 0
        ? []
        : await trxOf(tx)
            .selectFrom('alarmTurn')
            .select('id')
            .where('id', 'in', [...ids])
            .execute();
    return new Set(rows.map(({ id }) => id));
  },

  async addTurns(tx, turns) {
    if (turns.length === 0) return;
    await trxOf(tx)
      .insertInto('alarmTurn')
      .values(turns.map(({ isMuted, ...turn }) => ({ ...turn, isMuted: isMuted ? 1 : 0 })))
      .onConflict((on) => on.column('id').doNothing())
      .execute();
  },

  async hasTurn(tx, id) {
    const row = await trxOf(tx).selectFrom('alarmTurn').select('id').where('id', '=', id).executeTakeFirst();
    return row !== undefined;
  },

  async turnsOf(tx, alarm, since) {
    const rows = await trxOf(tx)
      .selectFrom('alarmTurn')
      .selectAll()
      .where('alarm', '=', alarm)
      .where('changedAt', '>=', since)
      .orderBy('changedAt')
      .orderBy('id')
      .execute();
    return rows.map(({ isMuted, ...row }) => ({ ...row, isMuted: isMuted === 1 }) as AlarmTurn);
  },

  async moveTurns(tx, alarm, from, to, since) {
    await trxOf(tx)
      .updateTable('alarmTurn')
      .set({ incident: to })
      .where('alarm', '=', alarm)
      .where('incident', from === null ? 'is' : '=', from)
      .where('changedAt', '>=', since)
      .execute();
  },

  async waiting(tx, since, limit) {
    const rows = await trxOf(tx)
      .selectFrom('inbox')
      .leftJoin('alarmTurn', 'alarmTurn.id', 'inbox.id')
      .select(['inbox.id', 'inbox.body'])
      .where('inbox.kind', '=', 'alarm')
      .where('inbox.receivedAt', '>=', since)
      .where('alarmTurn.id', 'is', null)
      .orderBy('inbox.receivedAt')
      .orderBy('inbox.id')
      .limit(limit)
      .execute();
    return rows.map(({ id, body }) => ({ id, event: JSON.parse(body) as AlarmEvent }));
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('alarm').selectAll().where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  },

  async put(tx, row) {
    const { id, ...columns } = toRow(row) as AlarmTable;
    await trxOf(tx)
      .insertInto('alarm')
      .values({ id, ...columns })
      .onConflict((on) => on.column('id').doUpdateSet(columns))
      .execute();
  },

  async getAll(tx, ids) {
    if (ids.length === 0) return [];
    const rows = await trxOf(tx)
      .selectFrom('alarm')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return rows.map(fromRow);
  },

  async putAll(tx, rows) {
    if (rows.length === 0) return;
    const values = rows.map((row) => toRow(row) as AlarmTable);
    const columns = Object.keys(values[0] ?? {}).filter((name) => name !== 'id') as (keyof AlarmTable)[];
    await trxOf(tx)
      .insertInto('alarm')
      .values(values)
      .onConflict((on) =>
        on
          .column('id')
          .doUpdateSet((eb) => Object.fromEntries(columns.map((name) => [name, eb.ref(`excluded.${name}`)]))),
      )
      .execute();
  },

  async update(tx, id, patch) {
    const row = await trxOf(tx)
      .updateTable('alarm')
      .set(toRow(patch))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new Error(`there is no alarm ${id}`);
  },

  async ofIncident(tx, incident, limit) {
    const rows = await trxOf(tx)
      .selectFrom('alarm')
      .selectAll()
      .where('incident', '=', incident)
      .orderBy(sql`case state when 'alarm' then 0 when 'insufficient-data' then 1 else 2 end`)
      .orderBy('changedAt')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },

  async tally(tx, incident) {
    const trx = trxOf(tx);
    const count = (test: ReturnType<typeof sql>) => sql<number>`coalesce(sum(case when ${test} then 1 else 0 end), 0)`;
    const row = await trx
      .selectFrom('alarm')
      .select([
        sql<number>`count(*)`.as('alarms'),
        count(sql`state = 'alarm'`).as('inAlarm'),
        count(sql`state = 'ok'`).as('ok'),
        count(sql`state = 'insufficient-data'`).as('noData'),
        count(sql`placement = 'unknown'`).as('unknown'),
        count(sql`placement in ('due', 'looking')`).as('looking'),
      ])
      .where('incident', '=', incident)
      .executeTakeFirstOrThrow();
    const { firings } = await trx
      .selectFrom('alarmTurn')
      .select(sql<number>`count(*)`.as('firings'))
      .where('incident', '=', incident)
      .where('state', '=', 'alarm')
      .executeTakeFirstOrThrow();
    // PostgreSQL gives sums and counts as text where they could be larger than a number.
    const { alarms: all, inAlarm, ok, noData, unknown, looking } = row;
    const numbers = { alarms: all, inAlarm, ok, noData, unknown, looking, firings };
    return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])) as never;
  },

  async mostTurns(tx, incident, since) {
    const row = await trxOf(tx)
      .selectFrom('alarmTurn')
      .select(sql<number>`count(*)`.as('turns'))
      .where('incident', '=', incident)
      .where('changedAt', '>=', since)
      .groupBy('alarm')
      .orderBy('turns', 'desc')
      .limit(1)
      .executeTakeFirst();
    return Number(row?.turns ?? 0);
  },

  async firedSince(tx, { channel, account, region }, since) {
    const row = await trxOf(tx)
      .selectFrom('alarm')
      .select(sql<number>`count(*)`.as('fired'))
      .where('channel', '=', channel)
      .where('account', account === null ? 'is' : '=', account)
      .where('region', region === null ? 'is' : '=', region)
      .where('state', '=', 'alarm')
      .where('changedAt', '>=', since)
      .executeTakeFirstOrThrow();
    return Number(row.fired);
  },

  async toPlace(tx, incident, job) {
    const rows = await trxOf(tx)
      .selectFrom('alarm')
      .selectAll()
      .where('incident', '=', incident)
      .where((eb) =>
        eb.or([eb('placement', '=', 'due'), eb.and([eb('placement', '=', 'looking'), eb('placedBy', '=', job)])]),
      )
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  },

  async hasDue(tx, incident) {
    const row = await trxOf(tx)
      .selectFrom('alarm')
      .select('id')
      .where('incident', '=', incident)
      .where('placement', '=', 'due')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  async unheard(tx, channel, limit) {
    const rows = await trxOf(tx)
      .selectFrom('alarm')
      .leftJoin('incident', 'incident.id', 'alarm.incident')
      .selectAll('alarm')
      .where('alarm.channel', '=', channel)
      .where('alarm.state', '=', 'alarm')
      .where((eb) => eb.or([eb('alarm.incident', 'is', null), eb('incident.state', '=', 'resolved')]))
      .orderBy('alarm.changedAt')
      .orderBy('alarm.id')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },
};

function toRow({ event, note, series, ...patch }: Partial<AlarmRow>): Partial<AlarmTable> {
  return {
    ...patch,
    ...(event !== undefined && { event: JSON.stringify(event) }),
    ...(note !== undefined && { note: note && JSON.stringify(note) }),
    ...(series !== undefined && { series: series && JSON.stringify(series) }),
  };
}

function fromRow({ event, note, series, ...row }: AlarmTable): AlarmRow {
  return {
    ...row,
    event: JSON.parse(event),
    note: note && JSON.parse(note),
    series: series && JSON.parse(series),
  } as AlarmRow;
}
