import type { Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { changeState, incidentMeant } from './change-incident.ts';
import type { Asked } from './deliveries.ts';
import type { FlowDeps } from './deps.ts';
import { showTo } from './say-to.ts';

const NAMED = 10;
/** With more, buttons are harder to tell apart than ids. */
const MOST_BUTTONS = 5;

/**
 * What a command without an id is about. Where several incidents are open in the channel nobody is picked: the person
 * gets the list, with buttons that do it, and the answer is undefined.
 */
export async function incidentOrAsk(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  id: string | null,
  action: 'resolve' | 'report',
): Promise<Incident | undefined> {
  const { channel } = asked;
  const open = id === null ? await deps.store.incidents.list(tx, { channel, open: true, limit: NAMED + 1 }) : [];
  if (open.length < 2) return await incidentMeant(deps, tx, channel, id);
  const command = action === 'resolve' ? 'incident resolve' : 'report';
  const named = open.slice(0, NAMED);
  const lines = named.map((one) => ({
    id: 'incident/which-line',
    args: { id: one.id, title: one.title, at: new Date(one.openedAt).toISOString() },
  }));
  const buttons = named.map((one) => ({
    action: `${action}/${one.id}`,
    value: one.id,
    label: { id: `incident/button/${action}-this`, args: { title: one.title } },
  }));
  await showTo(deps, tx, delivery, asked, {
    kind: 'said',
    messages: [{ id: 'incident/which', args: { command, example: named[0]?.id ?? '' } }, ...lines],
    ...(open.length > MOST_BUTTONS ? {} : { buttons }),
  });
  return undefined;
}

/** `/502 incident resolve [ID]`. What is missing can be added to a resolved incident. */
export async function resolveByCommand(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, id: string | null) {
  const incident = await incidentOrAsk(deps, tx, delivery, asked, id, 'resolve');
  if (incident !== undefined) await changeState(deps, tx, delivery, asked, incident.id, 'resolved');
}
