import { sql, type UpdateObject } from 'kysely';
import type { NewOutboxRow, OutboxRow } from '../domain/delivery.ts';
import type { Store, Tx } from '../domain/ports.ts';
import { newId } from './ids.ts';
import type { OutboxTable, Schema } from './schema.ts';
import { trxOf } from './transactions.ts';

export const outbox: Store['outbox'] = {
  async put(tx, row, at) {
    const lost = row.thread === null ? undefined : await lostParent(tx, row.thread);
    const added = await trxOf(tx)
      .insertInto('outbox')
      .values({ ...newColumns(row, at), ...(lost && { state: 'failed', error: lost }) })
      .onConflict((on) => on.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    return added !== undefined;
  },

  async touch(tx, key) {
    await trxOf(tx)
      .updateTable('outbox')
      .set((eb) => ({
        wanted: eb('wanted', '+', 1),
        state: eb.case().when('state', '=', 'failed').then('failed').else('due').end(),
      }))
      .where('key', '=', key)
      .execute();
  },

  async get(tx, key) {
    const row = await trxOf(tx).selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirst();
    return row && fromRow(row);
  },

  async due(tx, at, limit) {
    const ready = readyRows(tx)
      .selectAll('row')
      .select(
        sql<number>`row_number() over (partition by row.channel order by row.priority, row.created_at, row.ord)`.as(
          'place',
        ),
      )
      .where('row.dueAt', '<=', at);
    const rows = await trxOf(tx)
      .selectFrom(ready.as('ready'))
      .selectAll()
      .where('place', '=', 1)
      .orderBy('priority')
      .orderBy('createdAt')
      .orderBy('ord')
      .limit(limit)
      .execute();
    return rows.map(({ place, ...row }) => fromRow(row));
  },

  async sending(tx, key) {
    await change(tx, key, { maybePosted: 1 });
  },

  async sent(tx, key, { sent, ts }) {
    await change(tx, key, {
      sent: sql<number>`case when sent > ${sent} then sent else ${sent} end`,
      ts: sql<string | null>`coalesce(${ts}, ts)`,
      state: sql<string>`case when wanted > sent and wanted > ${sent} then 'due' else 'sent' end`,
      attempts: 0,
      maybePosted: 0,
      error: null,
    });
  },

  async postpone(tx, key, { dueAt, error, maybePosted }) {
    const attempts = sql<number>`attempts + 1`;
    await change(tx, key, { dueAt, error, attempts, maybePosted: maybePosted ? 1 : 0 });
  },

  async fail(tx, key, error) {
    const row = await change(tx, key, { state: 'failed', error });
    if (row.ts === null) await failThread(tx, key, error);
  },

  async nextDue(tx) {
    const row = await readyRows(tx)
      .select((eb) => eb.fn.min('row.dueAt').as('at'))
      .executeTakeFirst();
    return row?.at ?? undefined;
  },
};

/** Due by state, and the message whose thread they belong in is posted. */
function readyRows(tx: Tx) {
  return trxOf(tx)
    .selectFrom('outbox as row')
    .leftJoin('outbox as parent', 'parent.key', 'row.thread')
    .where('row.state', '=', 'due')
    .where((eb) => eb.or([eb('row.thread', 'is', null), eb('parent.ts', 'is not', null)]));
}

async function change(tx: Tx, key: string, changes: UpdateObject<Schema, 'outbox'>): Promise<OutboxTable> {
  const row = await trxOf(tx)
    .updateTable('outbox')
    .set(changes)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new Error(`there is no outbox row ${key}`);
  return row;
}

/** Why nothing will ever be posted under this message; undefined while there is hope. */
async function lostParent(tx: Tx, key: string): Promise<string | undefined> {
  const parent = await trxOf(tx)
    .selectFrom('outbox')
    .select('error')
    .where('key', '=', key)
    .where('ts', 'is', null)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return parent && threadError(parent.error);
}

/** What waited for the thread can never be sent: it must not wait in silence. */
async function failThread(tx: Tx, key: string, error: string): Promise<void> {
  const rows = await trxOf(tx)
    .updateTable('outbox')
    .set({ state: 'failed', error: threadError(error) })
    .where('thread', '=', key)
    .where('state', '=', 'due')
    .where('ts', 'is', null)
    .returning('key')
    .execute();
  for (const row of rows) await failThread(tx, row.key, error);
}

function threadError(error: string | null): string {
  return error?.startsWith('thread: ') ? error : `thread: ${error}`;
}

function newColumns({ user, view, ...row }: NewOutboxRow, at: number): OutboxTable {
  const progress = { wanted: 1, sent: 0, ts: null, state: 'due', attempts: 0, dueAt: at, maybePosted: 0, error: null };
  const times = { createdAt: at, postedAt: null, sentAt: null, reposts: 0 };
  return { ...row, ...progress, ...times, slackUser: user, view: JSON.stringify(view), ord: newId('out') };
}

function fromRow({ ord, slackUser, view, maybePosted, ...row }: OutboxTable): OutboxRow {
  return { ...row, user: slackUser, view: JSON.parse(view), maybePosted: maybePosted === 1 } as OutboxRow;
}
