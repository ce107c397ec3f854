import type { AlarmEvent } from '../../domain/alarm.ts';
import type { AlarmGroup, AlarmRow } from '../../domain/alarm-rows.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { homesChanged } from '../home.ts';
import { keyOf } from '../keys.ts';
import { post } from '../say-to.ts';
import { startAlarmCheck } from './start-alarm-check.ts';
import { groupFor, openedByPeople } from './which-group.ts';

export const MOST_TITLE = 200;

export interface NewFiring {
  readonly event: AlarmEvent;
  readonly channel: string;
  /** The alarm as it is after this transition. */
  readonly row: AlarmRow;
  readonly before: AlarmRow | undefined;
  readonly isMuted: boolean;
}

/** `isNew`: it was opened for this; `recordOpened` is to follow what is recorded of the alarm. */
export interface Fired {
  readonly incident: string;
  readonly isNew: boolean;
}

/** An alarm went to ALARM: joins the incident that it belongs to or opens one. Null: muted, and there is none to join. */
export async function fire(deps: FlowDeps, tx: Tx, firing: NewFiring): Promise<Fired | null> {
  const { event, channel, row, before, isMuted } = firing;
  const known = row.target === null || row.targetBy === null ? undefined : { query: row.target, by: row.targetBy };
  const found = await groupFor(deps, tx, { event, channel, known }, before);
  if (found === undefined && isMuted) {
    await deps.store.alarms.put(tx, { ...row, incident: null });
    return null;
  }
  const group = found ?? (await openGroup(deps, tx, firing));
  const isOther = before?.incident !== group.incident;
  // What AWS said in an earlier incident may not be so any more; it is asked again, but not waited for.
  const placement = isOther && row.placement === 'unknown' ? ('due' as const) : row.placement;
  await putInto(deps, tx, { ...row, placement, ...(isOther ? { series: null } : {}) }, group);
  await widen(deps, tx, group.incident, event);
  if (group.target === null && row.target !== null) await setTarget(deps, tx, group, row.target);
  return { incident: group.incident, isNew: found === undefined };
}

/** The alarm belongs to this incident now; where nobody knows what it is about, somebody goes and looks. */
export async function putInto(deps: FlowDeps, tx: Tx, row: AlarmRow, { incident }: AlarmGroup): Promise<void> {
  const isFirst = row.placement === 'due' && !(await deps.store.alarms.hasDue(tx, incident));
  await deps.store.alarms.put(tx, { ...row, incident });
  if (isFirst) await askForPlace(deps, tx, incident, `${row.id}/${row.changedAt}`);
}

/** The incident's alarms reach as far as this transition. */
export async function widen(deps: FlowDeps, tx: Tx, incident: string | null, { changedAt }: AlarmEvent): Promise<void> {
  const group = incident === null ? undefined : await deps.store.alarms.group(tx, incident);
  if (group === undefined || (changedAt >= group.firstAt && changedAt <= group.lastAt)) return;
  const span = { firstAt: Math.min(group.firstAt, changedAt), lastAt: Math.max(group.lastAt, changedAt) };
  await deps.store.alarms.updateGroup(tx, group.incident, span);
}

export async function openGroup(deps: FlowDeps, tx: Tx, firing: NewFiring): Promise<AlarmGroup> {
  const { event, channel, row } = firing;
  const known = row.target === null || row.targetBy === null ? undefined : { query: row.target, by: row.targetBy };
  const theirs = await openedByPeople(deps, tx, { event, channel, known });
  const incident = theirs ?? (await openIncident(deps, tx, firing));
  const group: AlarmGroup = {
    incident: incident.id,
    root: keyOf.alarmRoot(incident.id),
    channel,
    account: row.account,
    region: row.region,
    target: theirs === undefined ? null : theirs.target,
    opener: row.id,
    firstAt: event.changedAt,
    lastAt: event.changedAt,
    candidates: [],
    remindAt: null,
    reminders: 0,
    okLines: 0,
    hasList: false,
  };
  await deps.store.alarms.addGroup(tx, group);
  await post(deps, tx, {
    key: group.root,
    channel,
    thread: incident.thread === group.root ? null : incident.thread,
    view: { kind: 'alarm-root', incident: incident.id },
  });
  if (row.placement !== 'due') await askForPlace(deps, tx, incident.id, 'opened');
  return group;
}

async function openIncident(deps: FlowDeps, tx: Tx, { event, channel, row }: NewFiring): Promise<Incident> {
  const id = deps.newId('inc');
  const at = nowOf(deps);
  const title = event.name.slice(0, MOST_TITLE).toWellFormed();
  const incident: Incident = {
    id,
    title,
    state: 'investigating',
    target: row.target ?? '',
    lang: deps.langOf(channel),
    channel,
    thread: keyOf.alarmRoot(id),
    openedBy: 'bot',
    openedAt: at,
    updatedAt: at,
    firstRun: null,
    lastRun: null,
  };
  await deps.store.incidents.create(tx, incident);
  return incident;
}

/** Where an alarm opened the incident: a line after the alarm's own, as things happened. */
export async function recordOpened(deps: FlowDeps, tx: Tx, incident: string): Promise<void> {
  await homesChanged(deps, tx);
  const found = await deps.store.incidents.get(tx, incident);
  if (found === undefined || found.thread !== keyOf.alarmRoot(incident)) return;
  const { title, target, openedAt: at } = found;
  await deps.store.timeline.append(tx, {
    id: `${incident}/opened`,
    incident,
    at,
    by: 'bot',
    type: 'opened',
    body: { run: null, title, target },
  });
}

/** What the alarms of an incident are about has become known: it is looked at. */
export async function setTarget(deps: FlowDeps, tx: Tx, group: AlarmGroup, target: string): Promise<void> {
  await deps.store.alarms.updateGroup(tx, group.incident, { target });
  await deps.store.incidents.update(tx, group.incident, { target }, nowOf(deps));
  await startAlarmCheck(deps, tx, group, target);
}

/** Asks AWS in a job: what the alarms that are due are about, and the metric of the first one. */
async function askForPlace(deps: FlowDeps, tx: Tx, incident: string, about: string): Promise<void> {
  await deps.jobs.enqueue(tx, {
    name: 'place-alarms',
    dedupeKey: `place/${incident}/${about}`,
    concurrencyKey: `place/${incident}`,
    data: { incident },
  });
}
