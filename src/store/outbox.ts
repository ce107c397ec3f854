import { sql, type UpdateObject } from 'kysely';
import type { Store, Tx } from '../domain/ports.ts';
import { fromRow, newColumns } from './outbox-row.ts';
import type { OutboxTable, Schema } from './schema.ts';
import { senders } from './sender.ts';
import { trxOf } from './transactions.ts';

export const outbox: Store['outbox'] = {
  ...senders,

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

  async touch(tx, key, at) {
    await trxOf(tx)
      .updateTable('outbox')
      .set({
        wanted: sql<number>`wanted + 1`,
        // What was never posted has failed for good. An edit that failed is no reason not to try the next.
        state: sql<string>`case when state = 'failed' and ts is null and op <> 'home' then 'failed' else 'due' end`,
        waitingSince: sql<number>`case when state = 'due' then waiting_since else ${at} end`,
      })
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

  async sending(tx, key, at) {
    await change(tx, key, {
      maybePosted: 1,
      postedAt: sql<number>`case when ts is null then ${at} else posted_at end`,
    });
  },

  async sent(tx, key, { sent, ts, at }) {
    const row = await change(tx, key, {
      sent: sql<number>`case when sent > ${sent} then sent else ${sent} end`,
      ts: sql<string | null>`coalesce(${ts}, ts)`,
      state: sql<string>`case when wanted > sent and wanted > ${sent} then 'due' else 'sent' end`,
      attempts: 0,
      maybePosted: 0,
      error: null,
      sentAt: at,
    });
    // Somebody was told privately instead: there is no thread.
    if (row.ts === null && row.op === 'message' && row.state === 'sent') await failThread(tx, key, PRIVATELY);
    else if (ts !== null && sent > 1) await reviveThread(tx, key);
  },

  async repost(tx, key, at) {
    const { rows } = await sql<{ key: string }>`
      update outbox set ts = null, state = 'due', due_at = ${at}, waiting_since = ${at}, maybe_posted = 0, attempts = 0,
        wanted = wanted + 1, reposts = reposts + 1
      where key = ${key} and reposts = 0 and (exists (select 1 from incident where incident.thread = outbox.key)
        or exists (select 1 from outbox child where child.thread = outbox.key))
      returning key`.execute(trxOf(tx));
    if (rows.length > 0) return true;
    await change(tx, key, { state: 'failed', ts: null, error: 'deleted' });
    await failThread(tx, key, 'deleted');
    return false;
  },

  async postpone(tx, key, { dueAt, error, maybePosted }) {
    const attempts = sql<number>`attempts + 1`;
    await change(tx, key, { dueAt, error, attempts, maybePosted: maybePosted ? 1 : 0 });
  },

  async fail(tx, key, error) {
    const row = await change(tx, key, { state: 'failed', error });
    if (row.ts === null) await failThread(tx, key, error);
  },

  async hurry(tx, at) {
    await trxOf(tx)
      .updateTable('outbox')
      .set({ dueAt: at })
      .where('state', '=', 'due')
      .where('attempts', '>', 0)
      .where('dueAt', '>', at)
      .execute();
  },

  prune: (tx, before, limit) => prune(tx, before, limit),

  async nextDue(tx) {
    const row = await readyRows(tx)
      .select((eb) => eb.fn.min('row.dueAt').as('at'))
      .executeTakeFirst();
    return row?.at ?? undefined;
  },
};

const PRIVATELY = 'answered privately';

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
    .select(['error', 'state'])
    .where('key', '=', key)
    .where('ts', 'is', null)
    .where('state', '!=', 'due')
    .executeTakeFirst();
  return parent && threadError(parent.state === 'failed' ? parent.error : PRIVATELY);
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

/** The bot was invited meanwhile, and there is a thread now. */
async function reviveThread(tx: Tx, key: string): Promise<void> {
  await trxOf(tx)
    .updateTable('outbox')
    .set({ state: 'due', error: null })
    .where('thread', '=', key)
    .where('state', '=', 'failed')
    .where('error', '=', threadError(PRIVATELY))
    .execute();
}

function threadError(error: string | null): string {
  return error?.startsWith('thread: ') ? error : `thread: ${error}`;
}

/** Gone from Slack's sight and from ours: no root of an incident, nothing of one that goes on, nothing that replies hang on. */
async function prune(tx: Tx, before: number, limit: number): Promise<number> {
  const { rows } = await sql<{ key: string }>`
    delete from outbox where key in (
      select old.key from outbox old
      where old.state <> 'due' and old.created_at < ${before} and coalesce(old.sent_at, 0) < ${before}
        and not exists (select 1 from incident where incident.thread = old.key)
        and not exists (select 1 from incident where incident.thread = old.thread
          and (incident.state <> 'resolved' or incident.updated_at >= ${before}))
        and not exists (select 1 from outbox child where child.thread = old.key)
      order by old.created_at, old.key limit ${limit})
    returning key`.execute(trxOf(tx));
  return rows.length;
}
