import type { AlarmGroup, AlarmStore, AlarmTurn, Mute } from '../../domain/alarm-rows.ts';
import type { NewTimelineEvent } from '../../domain/incident.ts';
import type { Store, Tx } from '../../domain/ports.ts';

/** A store that keeps back what a handful of alarms writes, and asks for nothing twice. */
export interface AtOnce {
  readonly store: Store;
  /** Writes what was kept back. */
  flush(): Promise<void>;
}

/**
 * For one transaction in which nobody else writes about alarms: a storm's rows are read together and written together,
 * where each by itself would take a dozen statements.
 */
export async function atOnce(real: Store, tx: Tx, ids: readonly string[], alarms: readonly string[]): Promise<AtOnce> {
  const known = new Set(await real.alarms.knownTurns(tx, ids));
  const rows = new Map((await real.alarms.getAll(tx, [...new Set(alarms)])).map((row) => [row.id, row]));
  const groups = new Map<string, AlarmGroup>();
  const listed = new Map<string, string[]>();
  const due = new Map<string, boolean>();
  const muted = new Map<string, readonly Mute[]>();
  let changedRows = new Set<string>();
  let changedGroups = new Set<string>();
  let turns: AlarmTurn[] = [];
  let events: NewTimelineEvent[] = [];

  async function flush(): Promise<void> {
    await real.alarms.putAll(
      tx,
      [...changedRows].flatMap((id) => rows.get(id) ?? []),
    );
    await real.alarms.addTurns(tx, turns);
    for (const id of changedGroups) await real.alarms.updateGroup(tx, id, groups.get(id) ?? {});
    for (const [incident, some] of Map.groupBy(events, (event) => event.incident)) {
      await real.timeline.appendAll(tx, incident, some);
    }
    changedRows = new Set();
    changedGroups = new Set();
    turns = [];
    events = [];
  }

  const own: Partial<AlarmStore> = {
    hasTurn: async (_tx, id) => known.has(id),
    async addTurn(_tx, turn) {
      if (known.has(turn.id)) return false;
      known.add(turn.id);
      turns.push(turn);
      return true;
    },
    async get(_tx, id) {
      const row = rows.get(id) ?? (await real.alarms.get(tx, id));
      if (row !== undefined) rows.set(id, row);
      return row;
    },
    async put(_tx, row) {
      rows.set(row.id, row);
      changedRows.add(row.id);
      if (row.placement === 'due' && row.incident !== null) due.set(row.incident, true);
    },
    async hasDue(_tx, incident) {
      const is = due.get(incident) ?? (await real.alarms.hasDue(tx, incident));
      due.set(incident, is);
      return is;
    },
    async addGroup(_tx, group) {
      await real.alarms.addGroup(tx, group);
      groups.set(group.incident, group);
      listed.get(group.channel)?.unshift(group.incident);
    },
    async group(_tx, incident) {
      const group = groups.get(incident) ?? (await real.alarms.group(tx, incident));
      if (group !== undefined) groups.set(incident, group);
      return group;
    },
    async updateGroup(_tx, incident, patch) {
      const group = groups.get(incident) ?? (await real.alarms.group(tx, incident));
      if (group === undefined) throw new Error(`there are no alarms of incident ${incident}`);
      groups.set(incident, { ...group, ...patch });
      changedGroups.add(incident);
    },
    async openGroups(_tx, channel, limit) {
      const there = listed.get(channel);
      if (there !== undefined) return there.flatMap((id) => groups.get(id) ?? []);
      const open = await real.alarms.openGroups(tx, channel, limit);
      for (const group of open) if (!groups.has(group.incident)) groups.set(group.incident, group);
      listed.set(
        channel,
        open.map(({ incident }) => incident),
      );
      return open.flatMap(({ incident }) => groups.get(incident) ?? []);
    },
  };
  const active: Store['mutes']['active'] = async (_tx, channel, at) => {
    const there = muted.get(channel) ?? (await real.mutes.active(tx, channel, at));
    muted.set(channel, there);
    return there;
  };
  const append: Store['timeline']['append'] = async (_tx, event) => {
    events.push(event);
    return undefined;
  };
  return {
    store: {
      ...real,
      alarms: { ...flushedFirst(real.alarms, flush), ...own },
      mutes: { ...real.mutes, active },
      timeline: { ...real.timeline, append },
    },
    flush,
  };
}

/** Every other question is asked of what is written. */
function flushedFirst(alarms: AlarmStore, flush: () => Promise<void>): AlarmStore {
  return {
    ...alarms,
    tally: async (...args) => flush().then(() => alarms.tally(...args)),
    turnsOf: async (...args) => flush().then(() => alarms.turnsOf(...args)),
    moveTurns: async (...args) => flush().then(() => alarms.moveTurns(...args)),
    firedSince: async (...args) => flush().then(() => alarms.firedSince(...args)),
    mostTurns: async (...args) => flush().then(() => alarms.mostTurns(...args)),
    ofIncident: async (...args) => flush().then(() => alarms.ofIncident(...args)),
  };
}
