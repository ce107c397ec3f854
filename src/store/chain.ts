import { createHash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';
import type { NewTimelineEvent, TimelineEvent, TimelineHead } from '../domain/incident.ts';

/** Before the first event. */
export const emptyHead: TimelineHead = { seq: 0, hash: '0'.repeat(64) };

/** Keys sorted, no spaces, strings escaped as JSON.stringify does. Throws on what JSON cannot hold. */
export const canonicalJson = configure({ strict: true });

export type Verification =
  | { readonly ok: true; readonly count: number; readonly head: string }
  /** `at`: seq of the first event that does not fit; `why` for logs and tests, not for people. */
  | { readonly ok: false; readonly at: number; readonly why: 'seq' | 'previous-hash' | 'hash' | 'incident' | 'head' };

/** The next event of the chain, as it reads back from the database. */
export function linkEvent(event: NewTimelineEvent, head: TimelineHead): TimelineEvent {
  const plain = {
    id: event.id.toWellFormed(),
    incident: event.incident,
    seq: head.seq + 1,
    at: event.at,
    by: event.by.toWellFormed(),
    type: event.type,
    body: JSON.parse(canonical(event.body)) as NewTimelineEvent['body'],
  };
  return { ...plain, previousHash: head.hash, hash: hashOf(plain, head.hash) };
}

/**
 * Checks one incident's whole timeline, oldest event first. With `head` (kept beside the timeline) a missing end is
 * noticed too; nothing else can notice that.
 */
export function verifyTimeline(events: readonly TimelineEvent[], head?: TimelineHead): Verification {
  let last = emptyHead;
  for (const event of events) {
    const why = misfit(event, last, events[0]?.incident);
    if (why !== undefined) return { ok: false, at: event.seq, why };
    last = { seq: event.seq, hash: event.hash };
  }
  if (head !== undefined && (head.seq !== last.seq || head.hash !== last.hash)) {
    return { ok: false, at: last.seq + 1, why: 'head' };
  }
  return { ok: true, count: last.seq, head: last.hash };
}

function misfit({ previousHash, hash, ...plain }: TimelineEvent, last: TimelineHead, incident: string | undefined) {
  if (plain.seq !== last.seq + 1) return 'seq';
  if (plain.incident !== incident) return 'incident';
  if (previousHash !== last.hash) return 'previous-hash';
  return hash === hashOf(plain, previousHash) ? undefined : 'hash';
}

function hashOf(event: Omit<TimelineEvent, 'previousHash' | 'hash'>, previousHash: string): string {
  const { id, incident, seq, at, by, type, body } = event;
  const text = canonical({ id, incident, seq, at, by, type, body });
  return createHash('sha256').update(previousHash).update('\n').update(text).digest('hex');
}

function canonical(value: object): string {
  const text = canonicalJson(value);
  if (text === undefined) throw new Error('there is no JSON for this value');
  return text;
}
