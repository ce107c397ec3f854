import type { ChartSpec } from '../domain/chart.ts';
import type { OutboxRow, View } from '../domain/delivery.ts';
import type { Store } from '../domain/ports.ts';
import type { Lang } from '../domain/text.ts';
import { findingOf } from '../messages/chart-finding.ts';
import { tell } from '../messages/say.ts';
import { alarmList } from './alarm-view.ts';
import { compose } from './blocks/compose.ts';
import { clamp, clean, limits } from './blocks/limits.ts';
import type { SlackFile } from './messenger.ts';
import type { Render } from './render.ts';

/** An incident's report as text. */
export type ReportText = (incident: string, format: 'md' | 'json', lang: Lang) => Promise<string>;

export interface FileDeps {
  readonly store: Store;
  readonly render: Render;
  readonly reportText: ReportText;
  /** A picture of a chart. */
  readonly drawChart: (spec: ChartSpec) => Promise<Uint8Array>;
}

/** What an upload of the outbox holds: a report, or all of a message that could not hold everything. */
export function makeFileOf({ store, render, reportText, drawChart }: FileDeps) {
  const rest = async (of: View, lang: Lang): Promise<SlackFile | undefined> => {
    const shown = await render({ view: of }, lang);
    const content = shown === undefined ? null : compose(lang, shown.parts).overflow;
    // It fits by now: the message itself holds everything.
    if (content === null) return undefined;
    return { name: 'fiveohtwo.txt', title: tell(lang, 'slack/file/rest'), content };
  };
  const chart = async (of: View, lang: Lang): Promise<SlackFile | undefined> => {
    const parts = (await render({ view: of }, lang))?.parts ?? [];
    const spec = parts.find((part) => part.kind === 'chart')?.spec;
    if (spec === undefined) return undefined;
    const altText = clamp(findingOf(spec), limits.altText);
    return { name: 'chart.png', title: clamp(clean(spec.title), 150), content: await drawChart(spec), altText };
  };
  const report = async (view: Extract<View, { kind: 'report-file' }>, lang: Lang): Promise<SlackFile | undefined> => {
    const { format } = view;
    const incident = await store.transaction((tx) => store.incidents.get(tx, view.incident), 'read');
    if (incident === undefined) return undefined;
    const kind = format === 'md' ? 'Markdown' : 'JSON';
    const title = tell(lang, 'slack/file/report', { title: incident.title, format: kind });
    const day = new Date(incident.openedAt).toISOString().slice(0, 10);
    return { name: `incident-${day}.${format}`, title, content: await reportText(incident.id, format, lang) };
  };
  return async ({ view }: Pick<OutboxRow, 'view'>, lang: Lang): Promise<SlackFile | undefined> => {
    if (view.kind === 'whole') return rest(view.of, lang);
    if (view.kind === 'chart-file') return chart(view.of, lang);
    if (view.kind === 'alarm-list') return alarmList(store, view.incident, lang);
    return view.kind === 'report-file' ? report(view, lang) : undefined;
  };
}
