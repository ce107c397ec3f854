import type { NewOutboxRow, OutboxRow } from '../domain/delivery.ts';
import { newId } from './ids.ts';
import type { OutboxTable } from './schema.ts';

export function newColumns({ user, view, ...row }: NewOutboxRow, at: number): OutboxTable {
  const progress = { wanted: 1, sent: 0, ts: null, state: 'due', attempts: 0, dueAt: at, maybePosted: 0, error: null };
  const times = { createdAt: at, waitingSince: at, postedAt: null, sentAt: null, reposts: 0 };
  return { ...row, ...progress, ...times, slackUser: user, view: JSON.stringify(view), ord: newId('out') };
}

export function fromRow(row: OutboxTable): OutboxRow {
  const { key, op, channel, thread, slackUser, responseUrl, view, lang, priority, maybePosted } = row;
  const { wanted, sent, ts, state, attempts, dueAt, error, createdAt, waitingSince, postedAt, sentAt, reposts } = row;
  const intent = { key, op, channel, thread, user: slackUser, responseUrl, view: JSON.parse(view), lang, priority };
  const progress = { wanted, sent, ts, state, attempts, dueAt, maybePosted: maybePosted === 1, error, reposts };
  return { ...intent, ...progress, createdAt, waitingSince, postedAt, sentAt } as OutboxRow;
}
