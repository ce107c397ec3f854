import type { AlarmEvent } from '../../domain/alarm.ts';
import type { AlarmRow, Mute } from '../../domain/alarm-rows.ts';
import type { Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { afterTurns } from './after-turns.ts';
import { atOnce } from './at-once.ts';
import { fire, recordOpened, widen } from './fire.ts';
import { muteOf } from './mutes.ts';
import { channelOf } from './rules.ts';
import { type KnownTarget, targetOf } from './target.ts';
import { eventTypes, turnEvents } from './turn-events.ts';

/** What came longer ago has a job of its own by now. */
const RECENT_MS = 2 * 60_000;
/** So long what AWS said of an alarm is taken for true. */
const LEARNED_MS = 24 * 3_600_000;
/** A storm is taken in handfuls: one transaction for many, and still a short one. */
const AT_ONCE = 250;

export interface Turn {
  readonly id: string;
  readonly event: AlarmEvent;
}

/**
 * The job behind an alarm: takes it, and with it all others that wait, so that five hundred at once are a few transactions
 * and nobody fights for one incident's rows. What is written is its own proof that it was done: a job that comes again
 * finds nothing to do. `alone`: only its own, when the handful could not be taken.
 */
export function makeTakeAlarms(deps: FlowDeps): (id: string, alone: boolean) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const take = async (id: string, alone: boolean) => {
    // Read before: what comes in meanwhile must not disturb the transaction that writes.
    const turns = await deps.store.transaction((tx) => turnsToTake(deps, tx, id, alone), 'read');
    if (turns.length > 0) await deps.store.transaction((tx) => onAlarms(deps, tx, turns));
  };
  return (id, alone) => {
    // One after the other in this process; the lane sees to the others.
    const taken = last.then(() => take(id, alone));
    last = taken.catch(() => undefined);
    return taken;
  };
}

async function turnsToTake(deps: FlowDeps, tx: Tx, id: string, alone: boolean): Promise<readonly Turn[]> {
  const { store } = deps;
  if (await store.alarms.hasTurn(tx, id)) return [];
  const own = await store.inbox.get(tx, id);
  if (own === undefined) return [];
  const others = alone ? [] : await store.alarms.waiting(tx, nowOf(deps) - RECENT_MS, AT_ONCE);
  return [{ id, event: own.body as unknown as AlarmEvent }, ...others.filter((other) => other.id !== id)];
}

/** Transitions of alarms, whatever the order in which they came. One that is known is left out. */
export async function onAlarms(deps: FlowDeps, tx: Tx, given: readonly Turn[]): Promise<void> {
  await deps.store.alarms.lane(tx);
  const turns = given.toSorted((a, b) => a.event.changedAt - b.event.changedAt || (a.id < b.id ? -1 : 1));
  const ids = turns.map(({ id }) => id);
  const { store, flush } = await atOnce(
    deps.store,
    tx,
    ids,
    turns.map(({ event }) => event.alarm),
  );
  const together = { ...deps, store };
  const changed = new Map<string, { ok: boolean }>();
  for (const turn of turns) {
    if (await store.alarms.hasTurn(tx, turn.id)) continue;
    const incident = await takeTurn(together, tx, turn);
    if (incident === null) continue;
    const isOk = turn.event.state === 'ok';
    changed.set(incident, { ok: isOk || changed.get(incident)?.ok === true });
  }
  await flush();
  for (const [incident, { ok }] of changed) await afterTurns(deps, tx, incident, ok);
}

/** Gives the incident that it belongs to, if any. */
async function takeTurn(deps: FlowDeps, tx: Tx, { id, event }: Turn): Promise<string | null> {
  const { alarms } = deps.store;
  const before = await alarms.get(tx, event.alarm);
  const channel = channelOf(deps.alarms, event);
  const row = rowOf(deps, event, channel, before, knownTarget(deps, event, before));
  const mute = channel === null ? undefined : await muteOf(deps, tx, row, channel);
  const turn = {
    id,
    alarm: event.alarm,
    state: event.state,
    changedAt: event.changedAt,
    incident: row.incident,
    isMuted: mute !== undefined,
    handledAt: nowOf(deps),
  };
  if (event.state !== 'alarm') {
    await alarms.addTurn(tx, turn);
    await alarms.put(tx, row);
    await widen(deps, tx, row.incident, event);
    return await recordTurn(deps, tx, turn, event, mute);
  }
  if (channel === null) {
    await alarms.addTurn(tx, { ...turn, incident: null });
    await alarms.put(tx, { ...row, incident: null });
    deps.store.afterCommit(tx, () => deps.alarms.onRefused(event));
    return null;
  }
  const fired = await fire(deps, tx, { event, channel, row, before, isMuted: mute !== undefined });
  const incident = fired?.incident ?? null;
  await alarms.addTurn(tx, { ...turn, incident });
  if (incident === null) return null;
  await recordTurn(deps, tx, { ...turn, incident }, event, mute);
  if (fired?.isNew === true) await recordOpened(deps, tx, incident);
  const isLate = before !== undefined && before.changedAt >= event.changedAt;
  if (isLate) await adoptLater(deps, tx, event, incident);
  return incident;
}

/** An alarm's row after this transition. What is older than what we know changes no state. */
function rowOf(
  deps: FlowDeps,
  event: AlarmEvent,
  channel: string | null,
  before: AlarmRow | undefined,
  known: KnownTarget | undefined,
): AlarmRow {
  const newest = before === undefined || isAfter(event, before) ? event : before.event;
  const { name, state, changedAt, account, region } = newest;
  return {
    ...(before ?? unknownAlarm),
    id: event.alarm,
    name,
    state,
    changedAt,
    event: newest,
    account,
    region,
    channel,
    updatedAt: nowOf(deps),
    ...placedBy(known, before),
  };
}

const unknownAlarm = { incident: null, placedBy: null, series: null } as const;

function placedBy(known: KnownTarget | undefined, before: AlarmRow | undefined) {
  if (known !== undefined) return { target: known.query, targetBy: known.by, placement: 'placed', note: null } as const;
  const isNew = before === undefined || before.placement === 'placed';
  return {
    target: null,
    targetBy: null,
    placement: isNew ? 'due' : before.placement,
    note: before?.note ?? null,
  } as const;
}

/** Of two changes in one millisecond the alarming one counts. */
function isAfter({ changedAt, state }: AlarmEvent, before: AlarmRow): boolean {
  return changedAt > before.changedAt || (changedAt === before.changedAt && state === 'alarm');
}

/** What is written in the configuration or the event, else what was learned or chosen before. */
function knownTarget(deps: FlowDeps, event: AlarmEvent, before: AlarmRow | undefined): KnownTarget | undefined {
  const told = targetOf(deps.alarms, event);
  if (told !== undefined || before?.target == null || before.targetBy === null) return told;
  if (before.targetBy !== 'person' && nowOf(deps) - before.updatedAt > LEARNED_MS) return undefined;
  return { query: before.target, by: before.targetBy };
}

async function recordTurn(
  deps: FlowDeps,
  tx: Tx,
  { id, incident }: { readonly id: string; readonly incident: string | null },
  { alarm, name, reason, state, changedAt }: AlarmEvent,
  mute: Mute | undefined,
): Promise<string | null> {
  if (incident === null) return null;
  await deps.store.timeline.append(tx, {
    id: `${id}/turn`,
    incident,
    at: changedAt,
    by: 'bot',
    type: eventTypes[state],
    body: { alarm, name, reason, ...(mute === undefined ? {} : { mute: mute.id }) },
  });
  return incident;
}

/** An OK can overtake its ALARM on the way: then it is told once it is known what it ends. */
async function adoptLater(deps: FlowDeps, tx: Tx, { alarm, changedAt }: AlarmEvent, incident: string): Promise<void> {
  const orphans = (await deps.store.alarms.turnsOf(tx, alarm, changedAt)).filter((turn) => turn.incident === null);
  if (orphans.length === 0) return;
  await deps.store.alarms.moveTurns(tx, alarm, null, incident, changedAt);
  const { name = alarm } = (await deps.store.alarms.get(tx, alarm)) ?? {};
  for (const event of await turnEvents(deps, tx, incident, { name }, orphans, ({ id }) => `${id}/turn`)) {
    await deps.store.timeline.append(tx, event);
  }
}
