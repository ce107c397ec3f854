import type { AlarmEvent } from '../../domain/alarm.ts';
import type { AlarmGroup, AlarmRow } from '../../domain/alarm-rows.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { canBeLookedUp, isSameTarget, type KnownTarget } from './target.ts';

/** So near to each other alarms of one account and region are told together while it is not known what they are about. */
const NEAR_MS = 2 * 60_000;
/** So many of them are a storm. */
export const STORM = 5;
const MOST_OPEN = 50;

export interface Firing {
  readonly event: AlarmEvent;
  readonly channel: string;
  readonly known: KnownTarget | undefined;
}

/**
 * The incident that a firing belongs to: its own while that goes on, else an open one of the same target within the
 * window, else, while it is not known what it is about, one that has just begun in the same account and region.
 */
export async function groupFor(deps: FlowDeps, tx: Tx, firing: Firing, before: AlarmRow | undefined) {
  const own = before === undefined ? undefined : await ownGroup(deps, tx, firing.event, before);
  if (own !== undefined) return own;
  const open = await deps.store.alarms.openGroups(tx, firing.channel, MOST_OPEN);
  return firing.known === undefined
    ? await besides(deps, tx, firing, open)
    : await ofTarget(deps, tx, firing, firing.known, open);
}

/** An older transition that comes late belongs to the incident that it was part of, even when people have closed it. */
async function ownGroup(deps: FlowDeps, tx: Tx, event: AlarmEvent, before: AlarmRow): Promise<AlarmGroup | undefined> {
  const group = before.incident === null ? undefined : await deps.store.alarms.group(tx, before.incident);
  const incident = group && (await deps.store.incidents.get(tx, group.incident));
  if (group === undefined || incident === undefined) return undefined;
  const isIn = isWithin(group, event.changedAt, deps.alarms.windowMs);
  if (incident.state === 'resolved') return isIn && event.changedAt <= incident.updatedAt ? group : undefined;
  return isIn || before.state === 'alarm' ? group : undefined;
}

async function ofTarget(
  deps: FlowDeps,
  tx: Tx,
  { event }: Firing,
  { query }: KnownTarget,
  open: readonly AlarmGroup[],
): Promise<AlarmGroup | undefined> {
  const recent = open.filter((group) => isWithin(group, event.changedAt, deps.alarms.windowMs));
  const same = recent.find(({ target }) => target !== null && isSameTarget(target, query));
  if (same !== undefined) return same;
  const beginning = recent.filter((group) => group.target === null && isBeside(group, event));
  for (const group of beginning) {
    if ((await deps.store.alarms.tally(tx, group.incident)).looking > 0) return group;
  }
  return undefined;
}

async function besides(
  deps: FlowDeps,
  tx: Tx,
  { event, channel }: Firing,
  open: readonly AlarmGroup[],
): Promise<AlarmGroup | undefined> {
  const near = open.find((group) => isBeside(group, event));
  if (near === undefined || canBeLookedUp(event)) return near;
  return (await isStorm(deps, tx, { ...event, channel }, event.changedAt)) ? near : undefined;
}

/** Whether many alarms of one account and region are firing at about this time. */
export async function isStorm(
  deps: FlowDeps,
  tx: Tx,
  { channel, account, region }: Pick<AlarmRow, 'account' | 'region'> & { readonly channel: string },
  at: number,
): Promise<boolean> {
  return (await deps.store.alarms.firedSince(tx, { channel, account, region }, at - NEAR_MS)) >= STORM;
}

/** An incident of the same target that people opened, with no alarm in it so far. */
export async function openedByPeople(
  deps: FlowDeps,
  tx: Tx,
  { channel, known }: Firing,
): Promise<Incident | undefined> {
  if (known === undefined) return undefined;
  const since = nowOf(deps) - deps.alarms.windowMs;
  const open = await deps.store.incidents.list(tx, { channel, open: true, limit: MOST_OPEN });
  const same = open.filter(({ target, updatedAt }) => updatedAt >= since && isSameTarget(target, known.query));
  for (const incident of same) {
    if ((await deps.store.alarms.group(tx, incident.id)) === undefined) return incident;
  }
  return undefined;
}

function isWithin({ firstAt, lastAt }: AlarmGroup, at: number, spanMs: number): boolean {
  return at >= firstAt - spanMs && at <= lastAt + spanMs;
}

function isBeside(group: AlarmGroup, { account, region, changedAt }: AlarmEvent): boolean {
  return group.account === account && group.region === region && isWithin(group, changedAt, NEAR_MS);
}
