import type { RunbookRun } from '../domain/incident.ts';
import type { Store } from '../domain/ports.ts';
import { trxOf } from './transactions.ts';

export const runbookRuns: Store['runbooks'] = {
  async create(tx, run) {
    const row = await trxOf(tx)
      .insertInto('runbookRun')
      .values(run)
      .onConflict((on) => on.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('runbookRun').selectAll().where('id', '=', id).executeTakeFirst();
    return row as RunbookRun | undefined;
  },

  async setState(tx, id, state) {
    const update = trxOf(tx).updateTable('runbookRun').set({ state }).where('id', '=', id).returning('id');
    if ((await update.executeTakeFirst()) === undefined) throw new Error(`there is no runbook run ${id}`);
  },

  async ofIncident(tx, incident) {
    const rows = await trxOf(tx)
      .selectFrom('runbookRun')
      .selectAll()
      .where('incident', '=', incident)
      .orderBy('startedAt')
      .orderBy('id')
      .execute();
    return rows as RunbookRun[];
  },
};
