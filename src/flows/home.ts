import type { Tx } from '../domain/ports.ts';
import type { Asked } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { refresh } from './say-to.ts';

/** Whose Home follows what changes: those who looked at it within a working day, the latest of them. */
const FOLLOWED_MS = 8 * 3_600_000;
const MOST_FOLLOWED = 20;

/** Somebody opened the App Home: it is published, now and when something changes. */
export async function showHome(deps: FlowDeps, tx: Tx, { team, user }: Pick<Asked, 'team' | 'user'>): Promise<void> {
  const key = keyOf.home(team, user);
  const at = nowOf(deps);
  await deps.store.homes.opened(tx, { team, user }, at);
  const isNew = await deps.store.outbox.put(
    tx,
    {
      key,
      op: 'home',
      channel: user,
      thread: null,
      user,
      responseUrl: null,
      view: { kind: 'home', team, user },
      lang: deps.langOf(''),
      priority: 0,
    },
    at,
  );
  if (isNew) deps.store.afterCommit(tx, deps.wakeOutbox);
  else await refresh(deps, tx, key);
}

/** What Homes show has changed. */
export async function homesChanged(deps: FlowDeps, tx: Tx): Promise<void> {
  for (const { team, user } of await deps.store.homes.recent(tx, nowOf(deps) - FOLLOWED_MS, MOST_FOLLOWED)) {
    await refresh(deps, tx, keyOf.home(team, user));
  }
}
