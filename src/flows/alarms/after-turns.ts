import type { AlarmGroup, AlarmTally } from '../../domain/alarm-rows.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { keyOf } from '../keys.ts';
import { post, refresh } from '../say-to.ts';
import { isMutedNow } from './mutes.ts';
import { planReminder } from './remind.ts';

/** So many transitions of one alarm within the window are a flapping: from there on it is only counted. */
export const FLAPPING = 5;
const MOST_OK_LINES = 3;
/** So many alarms the message names itself; where there were more, all of them go into a file at the end. */
export const NAMED = 8;

/** Shows what became of an incident's alarms. `wasOk`: one of them has just come back. */
export async function afterTurns(deps: FlowDeps, tx: Tx, id: string, wasOk: boolean): Promise<void> {
  const group = await deps.store.alarms.group(tx, id);
  const incident = await deps.store.incidents.get(tx, id);
  if (group === undefined || incident === undefined) return;
  const tally = await deps.store.alarms.tally(tx, id);
  await refresh(deps, tx, group.root);
  await planReminder(deps, tx, group, incident, tally);
  if (wasOk && isAllOk(tally) && incident.state !== 'resolved') await sayOk(deps, tx, group, incident, tally);
}

/** No data is not OK. */
export function isAllOk({ alarms, ok }: AlarmTally): boolean {
  return alarms > 0 && ok === alarms;
}

async function sayOk(deps: FlowDeps, tx: Tx, group: AlarmGroup, incident: Incident, tally: AlarmTally): Promise<void> {
  const { alarms } = deps.store;
  const since = nowOf(deps) - deps.alarms.windowMs;
  const isFlapping = (await alarms.mostTurns(tx, incident.id, since)) >= FLAPPING;
  if (isFlapping || group.okLines >= MOST_OK_LINES || (await isMutedNow(deps, tx, incident))) return;
  const nth = group.okLines + 1;
  const [newest] = (await alarms.ofIncident(tx, incident.id, 500)).toSorted((a, b) => b.changedAt - a.changedAt);
  if (newest === undefined) return;
  const at = new Date(newest.changedAt).toISOString();
  await post(deps, tx, {
    key: keyOf.alarmLine(incident.id, 'ok', nth),
    channel: incident.channel,
    thread: incident.thread,
    view: {
      kind: 'said',
      messages: [{ id: 'alarm/ok-line', args: { count: tally.alarms, name: newest.name, at } }],
    },
  });
  const isLong = tally.alarms > NAMED && !group.hasList;
  if (isLong) await postList(deps, tx, incident, 'end');
  await alarms.updateGroup(tx, incident.id, { okLines: nth, hasList: group.hasList || isLong });
}

/** All of them as a file in the thread. */
export async function postList(deps: FlowDeps, tx: Tx, incident: Incident, about: string): Promise<void> {
  await post(deps, tx, {
    key: keyOf.alarmLine(incident.id, 'list', about),
    op: 'upload',
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'alarm-list', incident: incident.id },
  });
}
