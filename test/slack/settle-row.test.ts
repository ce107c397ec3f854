import { describe, expect, it } from '@jest/globals';
import type { OutboxRow } from '../../src/domain/delivery.ts';
import type { Store, Tx } from '../../src/domain/ports.ts';
import type { DeliverDeps, Delivered } from '../../src/slack/deliver.ts';
import { makeSettle } from '../../src/slack/settle-row.ts';

const aRow: OutboxRow = {
  key: 'inc_1/root',
  op: 'message',
  channel: 'C1',
  thread: null,
  user: null,
  responseUrl: null,
  view: { kind: 'incident-root', incident: 'inc_1' },
  lang: 'en',
  priority: 1,
  wanted: 1,
  sent: 0,
  ts: null,
  state: 'due',
  attempts: 0,
  dueAt: 0,
  maybePosted: true,
  error: null,
  createdAt: 0,
  waitingSince: 0,
  postedAt: null,
  sentAt: null,
  reposts: 0,
};

/** How the end of this sending was written: beside the others, or in turn. */
async function wayOf(row: OutboxRow, result: Delivered): Promise<'plain' | 'read' | 'in turn'> {
  const ways: ('plain' | 'read' | 'in turn')[] = [];
  const none = async () => undefined;
  const store = {
    outbox: { release: async () => true, sent: none, put: none, get: none, postpone: none, fail: none, repost: none },
    transaction: (work: (tx: Tx) => Promise<unknown>, how?: 'plain' | 'read') => {
      ways.push(how ?? 'in turn');
      return work({} as Tx);
    },
  } as unknown as Store;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const deps = { store, log, clock: { now: () => new Date(0) } } as unknown as DeliverDeps;
  await makeSettle(deps, 1000)({ row, claim: { channel: 'C1', owner: 'here', token: 1 } }, result);
  return ways[0] ?? 'in turn';
}

const sent = (ts: string | null, revision = 1, overflow = false): Delivered => ({
  ...{ kind: 'sent', ts, sent: revision, overflow },
});
const trouble = (kind: 'maybe' | 'gone'): Delivered =>
  ({ kind: 'trouble', trouble: { kind, error: 'x', waitMs: 1 } }) as Delivered;

describe('the end of a sending', () => {
  it.each([
    ['a first post', aRow, sent('1.1')],
    ['an edit', { ...aRow, ts: '1.1', sent: 1, wanted: 2 }, sent('1.1', 2)],
    ['a private answer', { ...aRow, op: 'ephemeral' as const }, sent(null)],
    ['a file', { ...aRow, op: 'upload' as const }, sent(null)],
    ['one to try again', aRow, trouble('maybe')],
  ])('is written beside the others when it concerns one row: %s', async (_, row, result) => {
    expect(await wayOf(row, result)).toBe('plain');
  });

  it.each([
    ['it was told privately, so there is no thread', aRow, sent(null)],
    ['there is a thread now, after it was told privately', { ...aRow, sent: 1, wanted: 2 }, sent('1.1', 2)],
    ['what did not fit goes below it', aRow, sent('1.1', 1, true)],
    ['it is given up', aRow, trouble('gone')],
    ['somebody deleted its root', { ...aRow, thread: 'inc_1/root' }, { kind: 'thread-gone' } as Delivered],
  ])('is written in turn when others hang on it: %s', async (_, row, result) => {
    expect(await wayOf(row, result)).toBe('in turn');
  });
});
