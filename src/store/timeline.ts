import type { TimelineEvent } from '../domain/incident.ts';
import type { Store, Tx } from '../domain/ports.ts';
import { canonicalJson, emptyHead, linkEvent } from './chain.ts';
import type { TimelineTable } from './schema.ts';
import { trxOf } from './transactions.ts';

/** Append-only: this file is the only one that writes the table, and it only inserts. */
export const timeline: Store['timeline'] = {
  async append(tx, event) {
    const known = await trxOf(tx).selectFrom('timeline').select('id').where('id', '=', event.id).executeTakeFirst();
    if (known !== undefined) return undefined;
    const linked = linkEvent(event, await lastOf(tx, event.incident));
    await trxOf(tx).insertInto('timeline').values(toRow(linked)).execute();
    await trxOf(tx)
      .updateTable('incident')
      .set({ lastHash: linked.hash })
      .where('id', '=', event.incident)
      .executeTakeFirstOrThrow();
    return linked;
  },

  async read(tx, incident) {
    const rows = await trxOf(tx)
      .selectFrom('timeline')
      .selectAll()
      .where('incident', '=', incident)
      .orderBy('seq')
      .execute();
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

/** Takes the next number in the same statement, which on PostgreSQL holds back a second writer until we commit. */
async function lastOf(tx: Tx, incident: string) {
  const row = await trxOf(tx)
    .updateTable('incident')
    .set((eb) => ({ lastSeq: eb('lastSeq', '+', 1) }))
    .where('id', '=', incident)
    .returning(['lastSeq', 'lastHash'])
    .executeTakeFirst();
  if (row === undefined) throw new Error(`there is no incident ${incident}`);
  return { seq: row.lastSeq - 1, hash: row.lastHash };
}

function toRow({ by, body, ...event }: TimelineEvent): TimelineTable {
  return { ...event, author: by, body: canonicalJson(body) ?? '{}' };
}

function fromRow({ author, body, ...row }: TimelineTable): TimelineEvent {
  return { ...row, by: author, body: JSON.parse(body) } as TimelineEvent;
}
