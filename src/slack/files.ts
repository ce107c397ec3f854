import type { OutboxRow, View } from '../domain/delivery.ts';
import type { Store } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { compose } from './blocks/compose.ts';
import type { SlackFile } from './messenger.ts';
import type { Render } from './render.ts';

/** An incident's report as text. */
export type ReportText = (incident: string, format: 'md' | 'json', lang: Lang) => Promise<string>;

export interface FileDeps {
  readonly store: Store;
  readonly render: Render;
  readonly reportText: ReportText;
}

/** What an upload of the outbox holds: a report, or all of a message that could not hold everything. */
export function makeFileOf({ store, render, reportText }: FileDeps) {
  const rest = async (of: View, lang: Lang): Promise<SlackFile | undefined> => {
    const shown = await render({ view: of }, lang);
    const content = shown === undefined ? null : compose(lang, shown.parts).overflow;
    // It fits by now: the message itself holds everything.
    if (content === null) return undefined;
    return { name: 'fiveohtwo.txt', title: tell(lang, 'slack/file/rest'), content };
  };
  return async ({ view }: Pick<OutboxRow, 'view'>, lang: Lang): Promise<SlackFile | undefined> => {
    if (view.kind === 'whole') return rest(view.of, lang);
    if (view.kind !== 'report-file') return undefined;
    const { format } = view;
    const incident = await store.transaction((tx) => store.incidents.get(tx, view.incident));
    if (incident === undefined) return undefined;
    const title = tell(lang, 'slack/file/report', {
      title: incident.title,
      format: format === 'md' ? 'Markdown' : 'JSON',
    });
    const day = new Date(incident.openedAt).toISOString().slice(0, 10);
    return { name: `incident-${day}.${format}`, title, content: await reportText(incident.id, format, lang) };
  };
}
