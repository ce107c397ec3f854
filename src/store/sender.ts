import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ClaimedRow, ClaimOrder, SendClaim, Store, Tx } from '../domain/ports.ts';
import { fromRow } from './outbox-row.ts';
import type { OutboxTable, Schema } from './schema.ts';
import { trxOf } from './transactions.ts';

/** Messages that may follow each other at once before the pace of one in `gapMs` holds. */
const BURST = 3;
/** In one look. As a literal: SQLite plans a statement anew each time that a bound limit changes, which costs 0.7 ms. */
const MOST_CHANNELS = 50;

/**
 * Who sends is decided here: one process at a time for each channel. The channel is taken for a while and given back with the
 * result; a process that was paused for longer finds its claim lost, and neither sends nor writes through it.
 */
export const senders: Pick<Store['outbox'], 'claim' | 'hold' | 'release' | 'nextClaim'> = {
  async claim(tx, order) {
    const claimed: ClaimedRow[] = [];
    for (const row of await firstOfEach(tx, order)) {
      const isWanted =
        claimed.length < order.limit || (row.priority === 0 && claimed.length < order.limit + order.urgent);
      const one = isWanted ? await takeFor(tx, row.key, row.channel, order) : undefined;
      if (one !== undefined) claimed.push(one);
    }
    return claimed;
  },

  async hold(tx, claim, until) {
    const row = await held(tx, claim).set({ until }).returning('channel').executeTakeFirst();
    return row !== undefined;
  },

  async release(tx, claim, { at, took, toldUntil = 0 }) {
    const row = await held(tx, claim)
      .set({
        owner: null,
        until: 0,
        busyUntil: sql<number>`case when busy_until > ${at} then busy_until else ${at} end + ${took}`,
        toldUntil: sql<number>`case when told_until > ${toldUntil} then told_until else ${toldUntil} end`,
      })
      .returning('channel')
      .executeTakeFirst();
    return row !== undefined;
  },

  async nextClaim(tx, { at, gapMs }) {
    const { rows } = await sql<{ at: number | null }>`
      select min(free_at) as at from (${ready(at, gapMs)}) waiting where free_at > ${at}`.execute(trxOf(tx));
    return rows[0]?.at ?? undefined;
  },
};

/** What may go now of each channel that nobody holds: what a person waits for first, then the oldest. */
async function firstOfEach(
  tx: Tx,
  { at, gapMs }: ClaimOrder,
): Promise<readonly Pick<OutboxTable, 'key' | 'channel' | 'priority'>[]> {
  const { rows } = await sql<Pick<OutboxTable, 'key' | 'channel' | 'priority'>>`
    select key, channel, priority from (
      select waiting.*, row_number() over (partition by channel order by priority, created_at, ord) as place
      from (${ready(at, gapMs)}) waiting where free_at <= ${at}) first
    where place = 1 order by priority, created_at, ord limit ${sql.lit(MOST_CHANNELS)}`.execute(trxOf(tx));
  return rows;
}

/**
 * Due by state, its thread's message posted, its channel held by nobody; `free_at`: when due time, Slack's word and the pace
 * let it go. A post waits for its channel, an edit for its message, what only one person sees for neither.
 */
function ready(at: number, gapMs: number): RawBuilder<unknown> {
  const burst = (BURST - 1) * gapMs;
  return sql`
    select paced.*, case when told_at > due_pace then told_at else due_pace end as free_at from (
      select mine.key, mine.channel, mine.priority, mine.created_at, mine.ord,
        case when mine.op in ('ephemeral', 'home') then 0 else coalesce(sender.told_until, 0) end as told_at,
        case when mine.due_at > ${pace(burst, gapMs)} then mine.due_at else ${pace(burst, gapMs)} end as due_pace
      from outbox mine
      left join outbox parent on parent.key = mine.thread
      left join sender on sender.channel = mine.channel
      where mine.state = 'due' and (mine.thread is null or parent.ts is not null)
        and (sender.until is null or sender.until <= ${at})) paced`;
}

function pace(burst: number, gapMs: number): RawBuilder<unknown> {
  return sql`case when mine.op in ('ephemeral', 'home') then 0
    when mine.ts is null then coalesce(sender.busy_until, 0) - cast(${burst} as bigint)
    else coalesce(mine.sent_at, 0) + cast(${gapMs} as bigint) end`;
}

/**
 * Undefined when somebody else was first. The row is read once the channel is ours: between the first look and the taking
 * another process may have sent it and given the channel back.
 */
async function takeFor(tx: Tx, key: string, channel: string, order: ClaimOrder): Promise<ClaimedRow | undefined> {
  const claim = await take(tx, channel, order);
  if (claim === undefined) return undefined;
  const row = await trxOf(tx).selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirst();
  if (row?.state === 'due') return { row: fromRow(row), claim };
  await held(tx, claim).set({ owner: null, until: 0 }).execute();
  return undefined;
}

async function take(tx: Tx, channel: string, { owner, at, until }: ClaimOrder): Promise<SendClaim | undefined> {
  const row = await trxOf(tx)
    .insertInto('sender')
    .values({ channel, owner, token: 1, until, busyUntil: 0, toldUntil: 0 })
    .onConflict((on) =>
      on
        .column('channel')
        .doUpdateSet({ owner, until, token: sql<number>`sender.token + 1` })
        .where('sender.until', '<=', at),
    )
    .returning('token')
    .executeTakeFirst();
  return row && { channel, owner, token: row.token };
}

/** The fence: only the newest claim, and only until somebody else has taken the channel. */
function held(tx: Tx, { channel, owner, token }: SendClaim) {
  return trxOf(tx)
    .updateTable('sender')
    .where('channel', '=', channel)
    .where('owner', '=', owner)
    .where('token', '=', token);
}

/** Nobody sends: for a process that knows itself to be the only one. Whoever did is dead, and its calls with it. */
export async function freeSenders(db: Kysely<Schema>): Promise<void> {
  await db.updateTable('sender').set({ owner: null, until: 0 }).execute();
}
