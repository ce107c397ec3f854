import type { View } from '../domain/delivery.ts';
import type { Tx } from '../domain/ports.ts';
import type { Message } from '../domain/text.ts';
import type { Asked } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';

/** Answers one person, visible to nobody else. `thread` is the outbox key of the message whose thread they are in. */
export async function showTo(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  view: View,
  thread: string | null = null,
): Promise<void> {
  await deps.store.outbox.put(
    tx,
    {
      key: keyOf.reply(delivery),
      op: 'ephemeral',
      channel: asked.channel,
      thread,
      user: asked.user,
      responseUrl: asked.responseUrl,
      view,
      lang: deps.langOf(asked.channel),
      priority: 0,
    },
    nowOf(deps),
  );
  deps.store.afterCommit(tx, deps.wakeOutbox);
}

export function sayTo(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  message: Message,
  thread: string | null = null,
): Promise<void> {
  return showTo(deps, tx, delivery, asked, { kind: 'said', messages: [message] }, thread);
}

/** Posts into a channel or, with `thread`, below another message. */
export async function post(
  deps: FlowDeps,
  tx: Tx,
  row: {
    readonly key: string;
    readonly channel: string;
    readonly thread: string | null;
    readonly view: View;
    readonly priority?: 0 | 1;
    readonly op?: 'message' | 'upload';
    readonly responseUrl?: string | null;
  },
): Promise<void> {
  const { key, channel, thread, view, priority = 1, op = 'message', responseUrl = null } = row;
  await deps.store.outbox.put(
    tx,
    { key, op, channel, thread, user: null, responseUrl, view, lang: deps.langOf(channel), priority },
    nowOf(deps),
  );
  deps.store.afterCommit(tx, deps.wakeOutbox);
}

/** What this message shows has changed: it is edited in place. */
export async function refresh(deps: FlowDeps, tx: Tx, key: string): Promise<void> {
  await deps.store.outbox.touch(tx, key, nowOf(deps));
  deps.store.afterCommit(tx, deps.wakeOutbox);
}
