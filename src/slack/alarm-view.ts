import type { AlarmGroup } from '../domain/alarm-rows.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Store, Tx } from '../domain/ports.ts';
import type { Lang, Text } from '../domain/text.ts';
import { FLAPPING, NAMED } from '../flows/alarms/after-turns.ts';
import { chartOf } from '../flows/alarms/chart-of.ts';
import { mutesOf } from '../flows/alarms/mutes.ts';
import { targetName } from '../flows/alarms/target.ts';
import { standingLook } from '../flows/standing-verdict.ts';
import { tell } from '../messages/say.ts';
import { alarmRootParts } from './blocks/alarm-root.ts';
import type { Bar } from './blocks/incident-bar.ts';
import { clean } from './blocks/limits.ts';
import type { Part } from './blocks/parts.ts';
import type { SlackFile } from './messenger.ts';

const MOST_LISTED = 5_000;
const FLAPPING_MS = 3_600_000;

export interface AlarmViewDeps {
  readonly store: Store;
  /** What is done about the first cause of a run. */
  readonly remedyOf: (run: CheckRun) => Text | null;
  readonly barOf: (tx: Tx, incident: Incident) => Promise<Bar>;
  /** IANA name of a channel's zone. */
  readonly zoneOf: (channel: string) => string;
  readonly now: () => Date;
}

/** The message of an incident's alarms as it is now; undefined when they are gone. */
export async function alarmRoot(
  deps: AlarmViewDeps,
  tx: Tx,
  lang: Lang,
  id: string,
): Promise<readonly Part[] | undefined> {
  const { store } = deps;
  const incident = await store.incidents.get(tx, id);
  const group = await store.alarms.group(tx, id);
  const opener = group && (await store.alarms.get(tx, group.opener));
  if (incident === undefined || group === undefined || opener === undefined) return undefined;
  const newest = incident.lastRun ?? incident.firstRun;
  const look = await standingLook({ store }, tx, incident);
  const now = deps.now().getTime();
  return alarmRootParts(lang, {
    group,
    opener,
    tally: await store.alarms.tally(tx, id),
    named: await store.alarms.ofIncident(tx, id, NAMED),
    isFlapping: (await store.alarms.mostTurns(tx, id, now - FLAPPING_MS)) >= FLAPPING,
    mutes: await mutesOf({ store, clock: { now: deps.now } }, tx, incident),
    run: look?.run ?? (newest === null ? undefined : await store.runs.get(tx, newest)),
    answer: look?.answer,
    remedy: look === undefined ? null : deps.remedyOf(look.run),
    chart: chartOf(lang, opener, await firedAt(store, tx, group), deps.zoneOf(incident.channel)),
    bar: await deps.barOf(tx, incident),
    isReply: incident.thread !== group.root,
  });
}

/** When the alarm whose metric is drawn fired: others of the incident may have been earlier. */
async function firedAt({ alarms }: Store, tx: Tx, { incident, opener, firstAt }: AlarmGroup): Promise<number> {
  const turns = await alarms.turnsOf(tx, opener, firstAt);
  return turns.find((turn) => turn.incident === incident && turn.state === 'alarm')?.changedAt ?? firstAt;
}

/** All alarms of an incident as a text file. */
export async function alarmList(store: Store, id: string, lang: Lang): Promise<SlackFile | undefined> {
  const [incident, rows] = await store.transaction(
    async (tx) => [await store.incidents.get(tx, id), await store.alarms.ofIncident(tx, id, MOST_LISTED)],
    'read',
  );
  if (incident === undefined || rows.length === 0) return undefined;
  const lines = rows.map(({ name, state, changedAt, target }) =>
    tell(lang, 'alarm/list/line', {
      at: new Date(changedAt).toISOString().slice(0, 19).replace('T', ' '),
      state: tell(lang, `alarm/state/${state}`),
      name: clean(name, 300).replaceAll('\n', ' '),
      target: target === null ? 'none' : clean(targetName(target), 200),
    }),
  );
  const title = tell(lang, 'alarm/list/title', { title: incident.title });
  return { name: 'alarms.txt', title, content: `${lines.join('\n')}\n` };
}
