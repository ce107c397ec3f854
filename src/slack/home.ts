import type { Incident, Person } from '../domain/incident.ts';
import type { Store, Tx } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import type { HomeOwner } from '../domain/workspace.ts';
import { personOf } from '../flows/deliveries.ts';
import { type HomeIncident, type HomeSettings, homeParts } from './blocks/home.ts';
import type { Messenger } from './messenger.ts';
import type { Shown } from './render.ts';

export interface HomeDeps {
  readonly store: Store;
  readonly messenger: Pick<Messenger, 'channelsOf' | 'permalink'>;
  readonly settings: HomeSettings;
}

const RUNS_READ = 100;
const RUNS_SHOWN = 5;
const INCIDENTS_READ = 200;
const INCIDENTS_SHOWN = 10;

/** What one person may see: open incidents and checks of channels that they are in, their own checks wherever they were. */
export async function renderHome(
  { store, messenger, settings }: HomeDeps,
  lang: Lang,
  owner: HomeOwner,
): Promise<Shown> {
  const channels = await messenger.channelsOf(owner);
  if (channels === undefined)
    return { parts: homeParts(lang, { incidents: null, runs: null, settings }), isFinal: true };
  const person = personOf({ ...owner, channel: '', responseUrl: null });
  const found = await store.transaction(async (tx) => {
    const open = await store.incidents.list(tx, { open: true, limit: INCIDENTS_READ });
    const visible = open.filter(({ channel }) => channels.has(channel));
    const runs = (await store.runs.newest(tx, RUNS_READ)).filter(
      ({ channel, requestedBy }) => requestedBy === person || (channel !== null && channels.has(channel)),
    );
    const shown = await Promise.all(visible.slice(0, INCIDENTS_SHOWN).map((incident) => rowsOf(store, tx, incident)));
    return { shown, more: Math.max(0, visible.length - INCIDENTS_SHOWN), runs: runs.slice(0, RUNS_SHOWN) };
  }, 'read');
  const shown: HomeIncident[] = [];
  for (const { incident, lead, ts } of found.shown) {
    const link = ts === null ? undefined : await messenger.permalink(incident.channel, ts);
    shown.push({ incident, lead, link });
  }
  const parts = homeParts(lang, { incidents: { shown, more: found.more }, runs: found.runs, settings });
  return { parts, isFinal: true };
}

async function rowsOf(store: Store, tx: Tx, incident: Incident) {
  const handed = (await store.timeline.read(tx, incident.id, ['handed-over'])).at(-1);
  const lead: Person = typeof handed?.body.to === 'string' ? handed.body.to : incident.openedBy;
  const root = await store.outbox.get(tx, incident.thread);
  return { incident, lead, ts: root?.ts ?? null };
}
