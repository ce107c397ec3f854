import type { DoctorRows, DoctorRun } from '../domain/doctor-rows.ts';
import { trxOf } from './transactions.ts';

const DAY_MS = 24 * 3_600_000;
const MOST = 20;

export const doctorRows: DoctorRows = {
  async create(tx, { found, ...run }) {
    const row = { ...run, found: JSON.stringify(found) };
    await trxOf(tx).insertInto('doctorRun').values(row).execute();
  },

  async get(tx, id) {
    const row = await trxOf(tx).selectFrom('doctorRun').selectAll().where('id', '=', id).executeTakeFirst();
    return row && ({ ...row, found: JSON.parse(row.found) } as DoctorRun);
  },

  async update(tx, id, { found, ...patch }) {
    const set = { ...patch, ...(found && { found: JSON.stringify(found) }) };
    await trxOf(tx).updateTable('doctorRun').set(set).where('id', '=', id).execute();
  },

  async heard(tx, nonce, at) {
    await trxOf(tx)
      .deleteFrom('doctorPing')
      .where('heardAt', '<', at - DAY_MS)
      .execute();
    await trxOf(tx)
      .insertInto('doctorPing')
      .values({ nonce, heardAt: at })
      .onConflict((on) => on.doNothing())
      .execute();
  },

  async isHeard(tx, nonce) {
    const row = await trxOf(tx).selectFrom('doctorPing').select('nonce').where('nonce', '=', nonce).executeTakeFirst();
    return row !== undefined;
  },

  async lastPress(tx) {
    const row = await trxOf(tx)
      .selectFrom('inbox')
      .select((eb) => eb.fn.max('receivedAt').as('at'))
      .where('kind', '=', 'action')
      .where('id', 'not like', 'action/doctor-%')
      .executeTakeFirst();
    return row?.at == null ? null : Number(row.at);
  },

  async lastTeam(tx) {
    const row = await trxOf(tx)
      .selectFrom('inbox')
      .select('body')
      .where('kind', '=', 'command')
      .orderBy('receivedAt', 'desc')
      .limit(1)
      .executeTakeFirst();
    const team: unknown = row === undefined ? undefined : JSON.parse(row.body).team;
    return typeof team === 'string' && team !== '' ? team : null;
  },

  async givenUp(tx, since) {
    const jobs = await trxOf(tx)
      .selectFrom('job')
      .select(['name', 'error'])
      .where('state', '=', 'dead')
      .where('finishedAt', '>=', since)
      .orderBy('finishedAt', 'desc')
      .limit(MOST)
      .execute();
    const posts = await trxOf(tx)
      .selectFrom('outbox')
      .select(['channel', 'error'])
      .where('state', '=', 'failed')
      .where('createdAt', '>=', since)
      .orderBy('createdAt', 'desc')
      .limit(MOST)
      .execute();
    return {
      jobs: jobs.map(({ name, error }) => ({ name, error: error ?? '' })),
      posts: posts.map(({ channel, error }) => ({ channel, error: error ?? '' })),
    };
  },
};
