import type { Tx } from '../domain/ports.ts';
import { type Window, windowOf } from '../domain/window.ts';
import type { Asked, ShortcutBody, ViewBody } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { queryOf } from './query-of.ts';
import { startCheck, windowOfSpan } from './start-check.ts';

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 60;

/** "Diagnose this" on somebody's message: the check's answer goes into that message's thread. */
export async function diagnoseMessage(deps: FlowDeps, tx: Tx, id: string, body: ShortcutBody): Promise<void> {
  const thread = await anchorOf(deps, tx, body, body.messageTs);
  const window = windowAround(Number(body.messageTs) * 1000, nowOf(deps));
  await startCheck(deps, tx, id, body, { query: queryOf(body.query), window, thread });
}

/** The form of "Check a load balancer". `about` is the ts of the message whose thread the answer goes into, if any. */
export async function checkByForm(deps: FlowDeps, tx: Tx, id: string, body: ViewBody): Promise<void> {
  const { target = '', recent = '', window: minutes = String(DEFAULT_MINUTES) } = body.fields;
  const query = queryOf(target.trim() || recent);
  const window = windowOfSpan({ minutes: Number(minutes) }, deps.clock.now());
  const thread = body.about === '' ? null : await anchorOf(deps, tx, body, body.about);
  await startCheck(deps, tx, id, body, { query, window, thread });
}

/** A message that is not ours, as a row that others can lie below: it counts as posted and is never edited. */
async function anchorOf(deps: FlowDeps, tx: Tx, { channel }: Asked, ts: string): Promise<string> {
  const key = keyOf.anchor(channel, ts);
  const at = nowOf(deps);
  const row = {
    key,
    op: 'message' as const,
    channel,
    thread: null,
    user: null,
    responseUrl: null,
    view: { kind: 'said' as const, messages: [] },
    lang: deps.langOf(channel),
    priority: 1 as const,
  };
  if (await deps.store.outbox.put(tx, row, at)) await deps.store.outbox.sent(tx, key, { sent: 1, ts, at });
  return key;
}

/** The last hour; of an older message the three quarters of an hour before it and the quarter after. */
function windowAround(messageAt: number, now: number): Window {
  if (!(now - messageAt > DEFAULT_MINUTES * MINUTE_MS)) {
    return windowOf(new Date(now - DEFAULT_MINUTES * MINUTE_MS), new Date(now));
  }
  return windowOf(new Date(messageAt - 45 * MINUTE_MS), new Date(messageAt + 15 * MINUTE_MS));
}
