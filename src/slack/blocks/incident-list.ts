import type { Incident, Person, TimelineEvent } from '../../domain/incident.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { type Bar, incidentBar } from './incident-bar.ts';
import { escapeText, type Mrkdwn } from './limits.ts';
import { buttons, heading, note, type Part, text } from './parts.ts';
import { mention, tellMrkdwn, timeOf } from './words.ts';

export interface ListedIncident {
  readonly incident: Incident;
  readonly lead: Person;
}

export function listParts(lang: Lang, incidents: readonly ListedIncident[]): readonly Part[] {
  if (incidents.length === 0) return [text(tellMrkdwn(lang, 'incident/list-empty'))];
  const lines = incidents.map((listed) => lineOf(lang, listed));
  return [text([tellMrkdwn(lang, 'incident/list'), ...lines].join('\n') as Mrkdwn)];
}

function lineOf(lang: Lang, { incident: { id, title, state, openedAt }, lead }: ListedIncident): Mrkdwn {
  return tellMrkdwn(lang, 'incident/list-line', {
    id,
    title,
    lead: lead === 'bot' ? tell(lang, 'incident/no-lead') : lead,
    state: tell(lang, `incident/state/${state}`),
    at: new Date(openedAt).toISOString(),
  });
}

/** The message of an incident that was opened by hand: it has no verdict above it. */
export function incidentRootParts(lang: Lang, bar: Bar): readonly Part[] {
  return [
    heading(bar.incident.title),
    ...incidentBar(lang, bar).slice(1),
    ...(bar.incident.lastRun === null ? [note(tellMrkdwn(lang, 'incident/no-run'))] : []),
    buttons(bar.buttons, bar.menu),
  ];
}

/** An incident explained: how it stands, and what happened. `sentence` tells one event. */
export function timelineParts(
  lang: Lang,
  listed: ListedIncident,
  events: readonly TimelineEvent[],
  sentence: (event: TimelineEvent) => string,
): readonly Part[] {
  const lines = events.map(
    (event) => `${timeOf(new Date(event.at).toISOString())} · ${mention(event.by)} · ${escapeText(sentence(event))}`,
  );
  return [text(lineOf(lang, listed)), text([tellMrkdwn(lang, 'incident/timeline'), ...lines].join('\n') as Mrkdwn)];
}
