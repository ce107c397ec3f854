import type { ActionItem } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { Message } from '../domain/text.ts';
import { lineOf } from './add-action-item.ts';
import { type Asked, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { post, showTo } from './say-to.ts';
import { incidentOrAsk } from './which-incident.ts';

const formats = ['md', 'json'] as const;
const NAMED_ITEMS = 8;

/** `/502 report`: both files into the incident's thread, and what they still lack. */
export async function exportReport(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, id: string | null) {
  const incident = await incidentOrAsk(deps, tx, delivery, asked, id, 'report');
  if (incident === undefined) return;
  await deps.store.timeline.append(tx, {
    id: `${delivery}/report`,
    incident: incident.id,
    at: nowOf(deps),
    by: personOf(asked),
    type: 'report-exported',
    body: { format: formats.join(', ') },
  });
  for (const format of formats) {
    await post(deps, tx, {
      key: keyOf.report(incident.id, delivery, format),
      op: 'upload',
      channel: incident.channel,
      thread: incident.thread,
      view: { kind: 'report-file', incident: incident.id, format },
      priority: 0,
    });
  }
  const items = await deps.store.actionItems.ofIncident(tx, incident.id);
  await post(deps, tx, {
    key: keyOf.note(incident.id, delivery),
    channel: incident.channel,
    thread: incident.thread,
    view: {
      kind: 'said',
      messages: aboutItems(items),
      buttons: [{ action: 'add-action-item', value: incident.id, label: { id: 'incident/button/action-item' } }],
    },
  });
  if (asked.responseUrl !== null && id === null) {
    const message = { id: 'incident/report-coming', args: { title: incident.title } };
    await showTo(deps, tx, delivery, asked, { kind: 'pointer', message, to: incident.thread });
  }
}

/** Names the action items that nobody has, or that have no date. */
function aboutItems(items: readonly ActionItem[]): readonly Message[] {
  if (items.length === 0) return [{ id: 'incident/no-action-items' }];
  const lacking = items.filter(({ owner, due }) => owner === null || due === null);
  if (lacking.length === 0) return [{ id: 'incident/action-items-complete', args: { count: items.length } }];
  const named = lacking.slice(0, NAMED_ITEMS).map((item) => ({ id: 'incident/action-item-lacks', args: lineOf(item) }));
  return [{ id: 'incident/action-items-lack', args: { count: lacking.length } }, ...named];
}
