import { ResponderError } from '../domain/errors.ts';
import type { Tx } from '../domain/ports.ts';
import { incidentById } from './change-incident.ts';
import { personOf, type ViewBody } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { post, refresh } from './say-to.ts';

/** Gives the lead of an incident to somebody, or takes it. Said in the thread, so that the person is called. */
export async function handOver(deps: FlowDeps, tx: Tx, delivery: string, body: ViewBody): Promise<void> {
  const incident = await incidentById(deps, tx, body.about);
  const user = body.fields.to ?? '';
  if (!/^[UW][A-Z0-9]+$/.test(user)) throw new ResponderError('usage', { id: 'incident/hand-over-to-whom' });
  const to = `slack:${body.team}/${user}`;
  const by = personOf(body);
  await deps.store.timeline.append(tx, {
    id: `${delivery}/handed-over`,
    incident: incident.id,
    at: nowOf(deps),
    by,
    type: 'handed-over',
    body: { to, what: 'incident' },
  });
  await refresh(deps, tx, incident.thread);
  const message =
    to === by ? { id: 'incident/taken-over', args: { by } } : { id: 'incident/handed-over', args: { by, to } };
  await post(deps, tx, {
    key: keyOf.note(incident.id, delivery),
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'said', messages: [message] },
    priority: 0,
  });
}
