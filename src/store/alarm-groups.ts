import type { AlarmGroup, AlarmStore } from '../domain/alarm-rows.ts';
import type { AlarmGroupTable } from './schema.ts';
import { trxOf } from './transactions.ts';

/** The alarms of an incident as one. */
export const groups: Pick<AlarmStore, 'addGroup' | 'group' | 'updateGroup' | 'openGroups' | 'remindersDue'> = {
  async addGroup(tx, group) {
    await trxOf(tx)
      .insertInto('alarmGroup')
      .values(toRow(group) as AlarmGroupTable)
      .execute();
  },

  async group(tx, incident) {
    const row = await trxOf(tx)
      .selectFrom('alarmGroup')
      .selectAll()
      .where('incident', '=', incident)
      .executeTakeFirst();
    return row && fromRow(row);
  },

  async updateGroup(tx, incident, patch) {
    const row = await trxOf(tx)
      .updateTable('alarmGroup')
      .set(toRow(patch))
      .where('incident', '=', incident)
      .returning('incident')
      .executeTakeFirst();
    if (row === undefined) throw new Error(`there are no alarms of incident ${incident}`);
  },

  async openGroups(tx, channel, limit) {
    const rows = await trxOf(tx)
      .selectFrom('alarmGroup')
      .innerJoin('incident', 'incident.id', 'alarmGroup.incident')
      .selectAll('alarmGroup')
      .where('alarmGroup.channel', '=', channel)
      .where('incident.state', '!=', 'resolved')
      .orderBy('alarmGroup.lastAt', 'desc')
      .orderBy('alarmGroup.incident', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },

  async remindersDue(tx, at) {
    const rows = await trxOf(tx)
      .selectFrom('alarmGroup')
      .selectAll()
      .where('remindAt', '<=', at)
      .orderBy('remindAt')
      .orderBy('incident')
      .execute();
    return rows.map(fromRow);
  },
};

function toRow({ candidates, hasList, ...patch }: Partial<AlarmGroup>): Partial<AlarmGroupTable> {
  return {
    ...patch,
    ...(candidates !== undefined && { candidates: JSON.stringify(candidates) }),
    ...(hasList !== undefined && { hasList: hasList ? 1 : 0 }),
  };
}

function fromRow({ candidates, hasList, ...row }: AlarmGroupTable): AlarmGroup {
  return { ...row, candidates: JSON.parse(candidates), hasList: hasList === 1 };
}
