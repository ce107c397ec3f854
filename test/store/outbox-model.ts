import type { OutboxRow } from '../../src/domain/delivery.ts';
import type { Store } from '../../src/domain/ports.ts';

export type Step =
  | 'touch'
  | 'send'
  | 'send, refused'
  | 'send, answer lost'
  | 'send, request lost'
  | 'crash before the call'
  | 'crash after the call';

export interface SlackModel {
  take(step: Step): Promise<void>;
  /** Sends until nothing is due. */
  finish(): Promise<void>;
  shown(): { readonly posts: number; readonly revision: number };
}

const ARRIVES: ReadonlySet<Step> = new Set<Step>(['send', 'send, answer lost', 'crash after the call']);
const CRASHES: ReadonlySet<Step> = new Set<Step>(['crash before the call', 'crash after the call']);

/** A worker that keeps the outbox's rules and a Slack of one message, to see whether the rules are enough. */
export function makeSlackModel(store: Store, key: string): SlackModel {
  let posts = 0;
  let revision = 0;
  const { outbox } = store;
  const at = Number.MAX_SAFE_INTEGER;

  async function dueRow(): Promise<OutboxRow | undefined> {
    const rows = await store.transaction((tx) => outbox.due(tx, at, 1000));
    return rows.find((row) => row.key === key);
  }

  /** "Maybe posted" and no id: look for the message before posting it again. */
  async function lookBack(row: OutboxRow): Promise<OutboxRow> {
    if (!row.maybePosted || row.ts !== null || posts === 0) return row;
    await store.transaction((tx) => outbox.sent(tx, key, { sent: 0, ts: 'ts', at: 0 }));
    return { ...row, ts: 'ts' };
  }

  async function send(step: Step): Promise<void> {
    const found = await dueRow();
    if (found === undefined) return;
    const row = await lookBack(found);
    await store.transaction((tx) => outbox.sending(tx, key, 0));
    if (ARRIVES.has(step)) arrive(row);
    if (!CRASHES.has(step)) await answer(step, row);
  }

  function arrive(row: OutboxRow): void {
    posts += row.ts === null ? 1 : 0;
    revision = row.wanted;
  }

  async function answer(step: Step, row: OutboxRow): Promise<void> {
    if (step !== 'send') return postpone(step !== 'send, refused');
    await store.transaction((tx) => outbox.sent(tx, key, { sent: row.wanted, ts: 'ts', at: 0 }));
  }

  async function postpone(maybePosted: boolean): Promise<void> {
    await store.transaction((tx) => outbox.postpone(tx, key, { dueAt: 0, error: 'x', maybePosted }));
  }

  return {
    take: (step) => (step === 'touch' ? store.transaction((tx) => outbox.touch(tx, key, 0)) : send(step)),
    async finish() {
      while ((await dueRow()) !== undefined) await send('send');
    },
    shown: () => ({ posts, revision }),
  };
}
