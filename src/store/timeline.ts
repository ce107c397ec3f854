import type { NewTimelineEvent, TimelineEvent } from '../domain/incident.ts';
import type { Store, Tx } from '../domain/ports.ts';
import { canonicalJson, emptyHead, linkEvent } from './chain.ts';
import type { TimelineTable } from './schema.ts';
import { trxOf } from './transactions.ts';

/** Append-only: this file is the only one that writes the table, and it only inserts. */
export const timeline: Store['timeline'] = {
  async append(tx, event) {
    const [linked] = await appendAll(tx, event.incident, [event]);
    return linked;
  },

  appendAll,

  async read(tx, incident, types) {
    const all = trxOf(tx).selectFrom('timeline').selectAll().where('incident', '=', incident).orderBy('seq');
    const rows = await (types === undefined ? all : all.where('type', 'in', types)).execute();
    return rows.map(fromRow);
  },

  async head(tx, incident) {
    const row = await trxOf(tx)
      .selectFrom('incident')
      .select(['lastSeq', 'lastHash'])
      .where('id', '=', incident)
      .executeTakeFirst();
    return row === undefined ? emptyHead : { seq: row.lastSeq, hash: row.lastHash };
  },
};

async function appendAll(
  tx: Tx,
  incident: string,
  events: readonly NewTimelineEvent[],
): Promise<readonly TimelineEvent[]> {
  const ids = events.map(({ id }) => id);
  const rows = await trxOf(tx).selectFrom('timeline').select('id').where('id', 'in', ids).execute();
  const known = new Set(rows.map(({ id }) => id));
  const fresh = events.filter(({ id }, at) => !known.has(id) && ids.indexOf(id) === at);
  if (fresh.length === 0) return [];
  let last = await lastOf(tx, incident, fresh.length);
  const linked = fresh.map((event) => {
    const next = linkEvent(event, last);
    last = { seq: next.seq, hash: next.hash };
    return next;
  });
  await trxOf(tx).insertInto('timeline').values(linked.map(toRow)).execute();
  await trxOf(tx)
    .updateTable('incident')
    .set({ lastHash: last.hash })
    .where('id', '=', incident)
    .executeTakeFirstOrThrow();
  return linked;
}

/** Takes the next numbers in the same statement, which on PostgreSQL holds back a second writer until we commit. */
async function lastOf(tx: Tx, incident: string, count: number) {
  const row = await trxOf(tx)
    .updateTable('incident')
    .set((eb) => ({ lastSeq: eb('lastSeq', '+', count) }))
    .where('id', '=', incident)
    .returning(['lastSeq', 'lastHash'])
    .executeTakeFirst();
  if (row === undefined) throw new Error(`there is no incident ${incident}`);
  return { seq: row.lastSeq - count, hash: row.lastHash };
}

function toRow({ by, body, ...event }: TimelineEvent): TimelineTable {
  return { ...event, author: by, body: canonicalJson(body) ?? '{}' };
}

function fromRow({ author, body, ...row }: TimelineTable): TimelineEvent {
  return { ...row, by: author, body: JSON.parse(body) } as TimelineEvent;
}
