import type { AlarmAws, AlarmGroup, AlarmRow, AlarmSeries, PlacedAlarm } from '../../domain/alarm-rows.ts';
import type { DeadJob, JobHandler, Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { refresh } from '../say-to.ts';
import { afterTurns } from './after-turns.ts';
import { MOST_TITLE, openGroup, putInto, recordOpened, setTarget } from './fire.ts';
import { isSameTarget } from './target.ts';
import { turnEvents } from './turn-events.ts';
import { groupFor, STORM } from './which-group.ts';

export type PlaceDeps = FlowDeps & { readonly alarmAws: AlarmAws };

/** The job that asks AWS what an incident's alarms are about, all that wait in one go, and fetches the first one's metric. */
export function makePlaceAlarms(deps: PlaceDeps): JobHandler {
  const { store, alarmAws } = deps;
  return async (job) => {
    const incident = String(job.data.incident);
    const { rows, opener } = await store.transaction((tx) => begin(deps, tx, incident, job.id));
    const events = rows.map(({ event }) => event);
    const [placed, series] = await Promise.all([
      events.length === 0 ? [] : alarmAws.placeAlarms(events, job.signal),
      opener === undefined ? undefined : alarmAws.alarmSeries(opener.event, job.signal),
    ]);
    return (tx) => settle(deps, tx, { incident, job: job.id, placed, opener, series });
  };
}

/** For a look that died: its alarms are not known, and people are asked. */
export function makePlaceDied(deps: FlowDeps) {
  return async (tx: Tx, job: DeadJob): Promise<void> => {
    const incident = String(job.data.incident);
    const rows = await deps.store.alarms.toPlace(tx, incident, job.id);
    const note = { id: 'error/bug', args: { reference: job.id } };
    const placed = rows.map(({ id }): PlacedAlarm => ({ alarm: id, target: null, note, candidates: [] }));
    await settle(deps, tx, { incident, job: job.id, placed, opener: undefined, series: undefined });
  };
}

/** Takes the alarms that wait. What is asked for after this is the next job's. */
async function begin(deps: FlowDeps, tx: Tx, incident: string, job: string) {
  const { alarms } = deps.store;
  const rows = await alarms.toPlace(tx, incident, job);
  for (const { id } of rows) await alarms.update(tx, id, { placement: 'looking', placedBy: job });
  const group = await alarms.group(tx, incident);
  const opener = group && (await alarms.get(tx, group.opener));
  return { rows, opener: opener?.series === null && opener.incident === incident ? opener : undefined };
}

interface Looked {
  readonly incident: string;
  readonly job: string;
  readonly placed: readonly PlacedAlarm[];
  readonly opener: AlarmRow | undefined;
  readonly series: AlarmSeries | undefined;
}

async function settle(deps: FlowDeps, tx: Tx, { incident, job, placed, opener, series }: Looked): Promise<void> {
  const { alarms } = deps.store;
  if (opener !== undefined && series !== undefined) await alarms.update(tx, opener.id, { series });
  const elsewhere = new Set<string>();
  // What was found comes first: it says what the incident is about.
  for (const one of placed.toSorted((a, b) => Number(b.target !== null) - Number(a.target !== null))) {
    const row = await alarms.get(tx, one.alarm);
    // People may have been quicker, or it fired again elsewhere.
    if (row?.placement !== 'looking' || row.incident !== incident || row.placedBy !== job) continue;
    elsewhere.add(await (one.target === null ? leaveOpen(deps, tx, row, one) : place(deps, tx, row, one.target)));
  }
  elsewhere.delete(incident);
  for (const other of elsewhere) await afterTurns(deps, tx, other, false);
  const group = await alarms.group(tx, incident);
  if (group !== undefined) await refresh(deps, tx, group.root);
}

/** Gives the incident that the alarm belongs to from now on. */
async function place(deps: FlowDeps, tx: Tx, before: AlarmRow, target: string): Promise<string> {
  const row: AlarmRow = { ...before, target, targetBy: 'aws', placement: 'placed', note: null, updatedAt: nowOf(deps) };
  await deps.store.alarms.put(tx, row);
  const group = await groupOf(deps, tx, before);
  if (group.target === null) await setTarget(deps, tx, group, target);
  else if (!isSameTarget(group.target, target)) return await moveOut(deps, tx, row, group);
  return group.incident;
}

/** Nobody knows: it stays where a storm collects it, or where it came first; else it gets a message of its own. */
async function leaveOpen(deps: FlowDeps, tx: Tx, before: AlarmRow, { note, candidates }: PlacedAlarm): Promise<string> {
  const row: AlarmRow = { ...before, placement: 'unknown', note, updatedAt: nowOf(deps) };
  await deps.store.alarms.put(tx, row);
  const group = await groupOf(deps, tx, before);
  const { alarms: count } = await deps.store.alarms.tally(tx, group.incident);
  const isAlone = group.target === null && group.opener === row.id;
  const home = isAlone || count >= STORM ? group.incident : await moveOut(deps, tx, row, group);
  const there = await deps.store.alarms.group(tx, home);
  if (there?.candidates.length === 0) await deps.store.alarms.updateGroup(tx, home, { candidates });
  return home;
}

async function groupOf(deps: FlowDeps, tx: Tx, { incident }: AlarmRow): Promise<AlarmGroup> {
  const group = incident === null ? undefined : await deps.store.alarms.group(tx, incident);
  if (group === undefined) throw new Error(`the alarms of ${incident} are nowhere`);
  return group;
}

/** It only came at the same time: into the incident of its own target, or into a new one. */
async function moveOut(deps: FlowDeps, tx: Tx, row: AlarmRow, from: AlarmGroup): Promise<string> {
  const { event } = row;
  const { channel } = from;
  const known = row.target === null || row.targetBy === null ? undefined : { query: row.target, by: row.targetBy };
  const firing = { event, channel, row, before: undefined, isMuted: false };
  const there = known && (await groupFor(deps, tx, { event, channel, known }, undefined));
  const group = there ?? (await openGroup(deps, tx, { ...firing, row: { ...row, incident: null } }));
  await putInto(deps, tx, { ...row, series: null }, group);
  await moveTurns(deps, tx, row, from.incident, group.incident);
  if (there === undefined) await recordOpened(deps, tx, group.incident);
  if (group.target === null && row.target !== null) await setTarget(deps, tx, group, row.target);
  if (from.opener === row.id) await leaveTo(deps, tx, from);
  return group.incident;
}

/** What happened goes along, each at its own time; where it was told first it stays, with a line that it is not of there. */
async function moveTurns(deps: FlowDeps, tx: Tx, row: AlarmRow, from: string, to: string): Promise<void> {
  const turns = (await deps.store.alarms.turnsOf(tx, row.id, 0)).filter(({ incident }) => incident === from);
  await deps.store.alarms.moveTurns(tx, row.id, from, to, 0);
  const told = await turnEvents(deps, tx, to, row, turns, ({ id }) => `${to}/${id}/moved`);
  if (told.length > 0) await deps.store.timeline.appendAll(tx, to, told);
  await deps.store.timeline.append(tx, {
    id: `${from}/${row.id}/${row.changedAt}/moved`,
    incident: from,
    at: nowOf(deps),
    by: 'bot',
    type: 'alarm-moved',
    body: { alarm: row.id, name: row.name, to },
  });
}

/** The first alarm was about something else: the incident is called after one that stays. */
async function leaveTo(deps: FlowDeps, tx: Tx, { incident }: AlarmGroup): Promise<void> {
  const [next] = await deps.store.alarms.ofIncident(tx, incident, 1);
  if (next === undefined) return;
  await deps.store.alarms.updateGroup(tx, incident, { opener: next.id });
  await deps.store.incidents.update(tx, incident, { title: next.name.slice(0, MOST_TITLE) }, nowOf(deps));
}
