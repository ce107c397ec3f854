import type { ActionItem } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { incidentById } from './change-incident.ts';
import { personOf, type ViewBody } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { post } from './say-to.ts';

export const actionItemTypes = [
  'prevent',
  'detect',
  'mitigate',
  'process',
] as const satisfies readonly ActionItem['type'][];

/** Keeps an action item. Owner and date may come later: the report names those that lack one. */
export async function addActionItem(deps: FlowDeps, tx: Tx, delivery: string, body: ViewBody): Promise<void> {
  const incident = await incidentById(deps, tx, body.about);
  const { text = '', type = '', owner = '', due = '' } = body.fields;
  const item: ActionItem = {
    id: deps.newId('item'),
    incident: incident.id,
    text,
    type: actionItemTypes.find((known) => known === type) ?? 'prevent',
    owner: owner === '' ? null : `slack:${body.team}/${owner}`,
    due: due === '' ? null : due,
    createdBy: personOf(body),
    createdAt: nowOf(deps),
  };
  await deps.store.actionItems.create(tx, item);
  await deps.store.timeline.append(tx, {
    id: `${delivery}/action-item`,
    incident: incident.id,
    at: item.createdAt,
    by: item.createdBy,
    type: 'action-item-added',
    body: { item: item.id, text, type: item.type, owner: item.owner, due: item.due },
  });
  await post(deps, tx, {
    key: keyOf.note(incident.id, item.id),
    channel: incident.channel,
    thread: incident.thread,
    view: {
      kind: 'said',
      messages: [{ id: 'incident/action-item-added', args: { by: item.createdBy, ...lineOf(item) } }],
    },
    priority: 0,
  });
}

/** `none` where nobody or no day was named. */
export function lineOf({ text, owner, due }: ActionItem) {
  return { text, owner: owner ?? 'none', due: due ?? 'none' };
}
