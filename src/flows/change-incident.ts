import { ResponderError } from '../domain/errors.ts';
import type { Incident, IncidentState } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { type Asked, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { post, refresh, sayTo } from './say-to.ts';
import { setState } from './show-step.ts';

export const incidentStates = [
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
] as const satisfies readonly IncidentState[];

/** Moves an incident to another state. Who asks for the state it is in already learns who was first. */
export async function changeState(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  id: string,
  to: IncidentState,
): Promise<void> {
  const incident = await incidentById(deps, tx, id);
  if (incident.state === to) {
    const changes = await deps.store.timeline.read(tx, id, ['state-changed', 'reopened', 'resolved']);
    const last = changes.at(-1) ?? { by: incident.openedBy, at: incident.openedAt };
    const args = { state: to, by: last.by, at: new Date(last.at).toISOString() };
    await sayTo(deps, tx, delivery, asked, { id: 'incident/already-in-state', args }, incident.thread);
    return;
  }
  await setState(deps, tx, incident, to, personOf(asked), delivery);
  if (to !== 'resolved') return;
  await abandonRunbooks(deps, tx, incident);
  await announceEnd(deps, tx, delivery, asked, incident);
}

/** The one that was named, else the newest open one of the channel, else the newest. */
export async function incidentMeant(deps: FlowDeps, tx: Tx, channel: string, id: string | null): Promise<Incident> {
  if (id !== null) return await incidentById(deps, tx, id);
  const [open] = await deps.store.incidents.list(tx, { channel, open: true, limit: 1 });
  const [newest] = open === undefined ? await deps.store.incidents.list(tx, { channel, limit: 1 }) : [open];
  if (newest === undefined) throw new ResponderError('incident-not-found', { id: 'incident/none-here' });
  return newest;
}

export async function incidentById(deps: FlowDeps, tx: Tx, id: string): Promise<Incident> {
  const incident = await deps.store.incidents.get(tx, id);
  if (incident === undefined) {
    throw new ResponderError('incident-not-found', { id: 'incident/not-found', args: { id } });
  }
  return incident;
}

/** Nothing of a resolved incident waits for a press or looks by itself. Reopened, it can start its runbooks anew. */
async function abandonRunbooks(deps: FlowDeps, tx: Tx, { id }: Incident): Promise<void> {
  for (const run of await deps.store.runbooks.ofIncident(tx, id)) {
    if (run.state === 'going') await deps.store.runbooks.setState(tx, run.id, 'abandoned');
    for (const card of await deps.store.cards.ofRunbook(tx, run.id)) {
      if (card.state !== 'open' && card.state !== 'waiting') continue;
      await deps.store.cards.change(tx, card.id, card.state, { state: 'superseded' });
      await refresh(deps, tx, card.id);
    }
  }
}

async function announceEnd(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, incident: Incident) {
  const minutes = Math.max(1, Math.round((nowOf(deps) - incident.openedAt) / 60_000));
  await post(deps, tx, {
    key: keyOf.note(incident.id, delivery),
    channel: incident.channel,
    thread: incident.thread,
    view: {
      kind: 'said',
      messages: [{ id: 'incident/resolved-note', args: { by: personOf(asked), minutes } }],
      buttons: [
        { action: 'report', value: incident.id, label: { id: 'incident/button/report' } },
        { action: 'add-action-item', value: incident.id, label: { id: 'incident/button/action-item' } },
      ],
    },
    priority: 0,
  });
}
