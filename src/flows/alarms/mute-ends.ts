import type { Mute } from '../../domain/alarm-rows.ts';
import type { Person } from '../../domain/incident.ts';
import type { JobHandler, Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { refresh } from '../say-to.ts';
import { afterTurns } from './after-turns.ts';
import { fire, recordOpened } from './fire.ts';
import { muteOf } from './mutes.ts';

const MOST = 500;
const MOST_OPEN = 50;

/** Wakes the reader of mutes: those whose time is over end, and what went on meanwhile is told. */
export function makeMuteEnds(deps: FlowDeps): JobHandler {
  return async () => async (tx) => {
    const over = await deps.store.mutes.over(tx, nowOf(deps));
    for (const mute of over) await endMute(deps, tx, mute, 'bot');
    for (const channel of new Set(over.map((mute) => mute.channel))) await refreshOpen(deps, tx, channel);
  };
}

/** A mute stands in the messages of all incidents that it keeps quiet. */
export async function refreshOpen(deps: FlowDeps, tx: Tx, channel: string): Promise<void> {
  for (const { root } of await deps.store.alarms.openGroups(tx, channel, MOST_OPEN)) await refresh(deps, tx, root);
}

/** The quiet is over: an alarm that still fires and that nobody was told of is told now. */
export async function endMute(deps: FlowDeps, tx: Tx, mute: Mute, by: Person): Promise<void> {
  if (!(await deps.store.mutes.end(tx, mute.id, nowOf(deps)))) return;
  await deps.store.timeline.append(tx, {
    id: `${mute.id}/ended`,
    incident: mute.incident,
    at: nowOf(deps),
    by,
    type: 'unmuted',
    body: { mute: mute.id, scope: mute.scope },
  });
  const changed = new Set<string>([mute.incident]);
  for (const row of await deps.store.alarms.unheard(tx, mute.channel, MOST)) {
    if ((await muteOf(deps, tx, row, mute.channel)) !== undefined || !wasKeptBy(row.updatedAt, mute)) continue;
    const firing = { event: row.event, channel: mute.channel, row, before: row, isMuted: false };
    const fired = await fire(deps, tx, firing);
    if (fired === null) continue;
    const { incident } = fired;
    await deps.store.alarms.moveTurns(tx, row.id, null, incident, row.changedAt);
    await deps.store.timeline.append(tx, {
      id: `${mute.id}/${row.id}/fired`,
      incident,
      at: row.changedAt,
      by: 'bot',
      type: 'alarm-fired',
      body: { alarm: row.id, name: row.name, reason: row.event.reason },
    });
    if (fired.isNew) await recordOpened(deps, tx, incident);
    changed.add(incident);
  }
  for (const incident of changed) await afterTurns(deps, tx, incident, false);
}

/** Only what came while it held: an alarm of a resolved incident that people left firing is no news. */
function wasKeptBy(updatedAt: number, { createdAt }: Mute): boolean {
  return updatedAt >= createdAt;
}
