import type { AlarmGroup } from '../../domain/alarm-rows.ts';
import type { Tx } from '../../domain/ports.ts';
import { type Window, windowOf } from '../../domain/window.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { keyOf } from '../keys.ts';
import { post } from '../say-to.ts';
import { createRun } from '../start-check.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One check for the incident, told in its thread. One that people have looked at already needs none. */
export async function startAlarmCheck(deps: FlowDeps, tx: Tx, group: AlarmGroup, query: string): Promise<void> {
  const incident = await deps.store.incidents.get(tx, group.incident);
  if (incident === undefined || incident.firstRun !== null || incident.lastRun !== null) return;
  const run = await createRun(deps, tx, {
    query,
    window: windowFor(group.firstAt, nowOf(deps)),
    incident: incident.id,
    channel: incident.channel,
    requestedBy: 'bot',
  });
  await deps.store.incidents.update(tx, incident.id, { firstRun: run }, nowOf(deps));
  await post(deps, tx, {
    key: keyOf.runRoot(run),
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'run-root', run },
  });
}

/** The last hour; of an alarm that reached us late, the time around its change. */
function windowFor(firedAt: number, now: number): Window {
  const from = Math.min(now - HOUR_MS, firedAt - HOUR_MS / 2);
  const to = now - firedAt > HOUR_MS ? firedAt + HOUR_MS / 2 : now;
  return windowOf(new Date(from), new Date(to));
}
