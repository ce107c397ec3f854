import type { AlarmRow, Mute } from '../../domain/alarm-rows.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { isSameTarget } from './target.ts';

/** What keeps an alarm quiet in its channel, if anything; the one that lasts longest. */
export async function muteOf(deps: FlowDeps, tx: Tx, row: AlarmRow, channel: string): Promise<Mute | undefined> {
  const active = await deps.store.mutes.active(tx, channel, nowOf(deps));
  return active.find((mute) => isAbout(mute, row));
}

function isAbout({ scope, subject }: Mute, { id, target, incident }: AlarmRow): boolean {
  if (scope === 'channel') return true;
  if (scope === 'alarm') return subject === id;
  return subject === incident || (target !== null && isSameTarget(subject, target));
}

/** The mutes that keep an incident quiet: its own, its target's, its channel's. */
export async function mutesOf(
  deps: Pick<FlowDeps, 'store' | 'clock'>,
  tx: Tx,
  incident: Incident,
): Promise<readonly Mute[]> {
  const active = await deps.store.mutes.active(tx, incident.channel, deps.clock.now().getTime());
  return active.filter((mute) => isOf(mute, incident));
}

function isOf({ scope, subject, ...mute }: Mute, { id, target }: Incident): boolean {
  if (scope === 'channel' || mute.incident === id) return true;
  return scope === 'target' && (subject === id || (target !== '' && isSameTarget(subject, target)));
}

/** Whether nothing is to be said in an incident's thread. A mute of one of its alarms does not keep the others quiet. */
export async function isMutedNow(deps: FlowDeps, tx: Tx, incident: Incident): Promise<boolean> {
  const mutes = await mutesOf(deps, tx, incident);
  if (mutes.some(({ scope }) => scope !== 'alarm')) return true;
  const muted = new Set(mutes.map(({ subject }) => subject));
  if (muted.size === 0) return false;
  const rows = await deps.store.alarms.ofIncident(tx, incident.id, 50);
  return rows.filter(({ state }) => state === 'alarm').every(({ id }) => muted.has(id));
}
