import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OutboxRow } from '../domain/delivery.ts';
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
    const wanted = (await firstOfEach(tx, order)).filter(
      ({ priority }, place) => place < order.limit || (priority === 0 && place < order.limit + order.urgent),
    );
    if (wanted.length === 0) return [];
    const taken = await take(tx, wanted, order);
    // Read once the channels are ours: after the first look another process may have sent a row and given its channel back.
    const rows = await dueRows(tx, wanted);
    const claimed: ClaimedRow[] = [];
    for (const { key, channel } of wanted) {
      const [row, claim] = [rows.get(key), taken.get(channel)];
      if (claim === undefined) continue;
      if (row === undefined) await held(tx, claim).set({ owner: null, until: 0 }).execute();
      else claimed.push({ row, claim });
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

type Wanted = Pick<OutboxTable, 'key' | 'channel'>;

/** Those that nobody else took first. In one order, so that no two processes wait for each other. */
async function take(
  tx: Tx,
  wanted: readonly Wanted[],
  { owner, at, until }: ClaimOrder,
): Promise<ReadonlyMap<string, SendClaim>> {
  const channels = wanted.map(({ channel }) => channel).toSorted();
  const rows = await trxOf(tx)
    .insertInto('sender')
    .values(channels.map((channel) => ({ channel, owner, token: 1, until, busyUntil: 0, toldUntil: 0 })))
    .onConflict((on) =>
      on
        .column('channel')
        .doUpdateSet({ owner, until, token: sql<number>`sender.token + 1` })
        .where('sender.until', '<=', at),
    )
    .returning(['channel', 'token'])
    .execute();
  return new Map(rows.map(({ channel, token }) => [channel, { channel, owner, token }]));
}

async function dueRows(tx: Tx, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, OutboxRow>> {
  const keys = wanted.map(({ key }) => key);
  const rows = await trxOf(tx)
    .selectFrom('outbox')
    .selectAll()
    .where('key', 'in', keys)
    .where('state', '=', 'due')
    .execute();
  return new Map(rows.map((row) => [row.key, fromRow(row)]));
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
