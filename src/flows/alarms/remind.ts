import type { AlarmGroup, AlarmTally } from '../../domain/alarm-rows.ts';
import type { Incident } from '../../domain/incident.ts';
import type { JobHandler, Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { keyOf } from '../keys.ts';
import { post, refresh } from '../say-to.ts';
import { isMutedNow } from './mutes.ts';

/** From then on the message alone tells how long it has been: the thread stays readable. */
const MOST_REMINDERS = 3;

/** Keeps when an incident whose alarm goes on is brought to mind next; OK and a resolution take that back. */
export async function planReminder(
  deps: FlowDeps,
  tx: Tx,
  group: AlarmGroup,
  { state }: Pick<Incident, 'state'>,
  { inAlarm }: Pick<AlarmTally, 'inAlarm'>,
): Promise<void> {
  const goesOn = inAlarm > 0 && state !== 'resolved' && deps.alarms.remindMs > 0;
  if (goesOn === (group.remindAt !== null)) return;
  await remindAt(deps, tx, group, goesOn ? nowOf(deps) + deps.alarms.remindMs : null);
}

async function remindAt(deps: FlowDeps, tx: Tx, { incident }: AlarmGroup, dueAt: number | null): Promise<void> {
  await deps.store.alarms.updateGroup(tx, incident, { remindAt: dueAt });
  if (dueAt === null) return;
  const dedupeKey = `remind/${incident}/${dueAt}`;
  await deps.jobs.enqueue(tx, { name: 'remind-alarms', dedupeKey, dueAt, data: {} });
}

/** Wakes the reader of the rows: whatever is due by now is said, once, whoever woke it and how often. */
export function makeRemindAlarms(deps: FlowDeps): JobHandler {
  return async () => async (tx) => {
    for (const group of await deps.store.alarms.remindersDue(tx, nowOf(deps))) await remind(deps, tx, group);
  };
}

async function remind(deps: FlowDeps, tx: Tx, group: AlarmGroup): Promise<void> {
  const incident = await deps.store.incidents.get(tx, group.incident);
  const tally = await deps.store.alarms.tally(tx, group.incident);
  if (incident === undefined || incident.state === 'resolved' || tally.inAlarm === 0) {
    await deps.store.alarms.updateGroup(tx, group.incident, { remindAt: null });
    return;
  }
  const [longest] = await deps.store.alarms.ofIncident(tx, incident.id, 1);
  await remindAt(deps, tx, group, nowOf(deps) + deps.alarms.remindMs);
  await refresh(deps, tx, group.root);
  if (longest === undefined || (await isMutedNow(deps, tx, incident))) return;
  const nth = group.reminders + 1;
  const minutes = Math.max(1, Math.floor((nowOf(deps) - longest.changedAt) / 60_000));
  await deps.store.alarms.updateGroup(tx, incident.id, { reminders: nth });
  await deps.store.timeline.append(tx, {
    id: `${incident.id}/reminder/${nth}`,
    incident: incident.id,
    at: nowOf(deps),
    by: 'bot',
    type: 'alarm-reminded',
    body: { name: longest.name, minutes, alarms: tally.inAlarm },
  });
  if (nth > MOST_REMINDERS) return;
  const args = { name: longest.name, minutes, count: tally.inAlarm, last: nth === MOST_REMINDERS ? 'yes' : 'no' };
  await post(deps, tx, {
    key: keyOf.alarmLine(incident.id, 'reminder', nth),
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'said', messages: [{ id: 'alarm/reminder', args }] },
  });
}
