import type { JobRows } from '../domain/job-rows.ts';
import { trxOf } from './transactions.ts';

export const schedules: Pick<JobRows, 'plan' | 'schedules' | 'setNextTick'> = {
  async plan(tx, schedule) {
    await trxOf(tx)
      .insertInto('schedule')
      .values(schedule)
      .onConflict((on) =>
        on
          .column('name')
          .doUpdateSet({ pattern: schedule.pattern, nextAt: schedule.nextAt })
          .where('schedule.pattern', '!=', schedule.pattern),
      )
      .execute();
  },

  schedules: (tx) => trxOf(tx).selectFrom('schedule').selectAll().orderBy('name').execute(),

  async setNextTick(tx, name, nextAt) {
    await trxOf(tx).updateTable('schedule').set({ nextAt }).where('name', '=', name).execute();
  },
};
