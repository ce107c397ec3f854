import type { Answer } from '../../domain/answer.ts';
import type { CheckRun } from '../../domain/incident.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { type ListedIncident, listParts } from './incident-list.ts';
import type { Mrkdwn } from './limits.ts';
import { heading, note, type Part, text } from './parts.ts';
import { tellMrkdwn } from './words.ts';

/** How to use the bot, and what is going on in the channel. */
export function helpParts(
  lang: Lang,
  runs: readonly CheckRun[],
  incidents: readonly ListedIncident[],
): readonly Part[] {
  return [
    heading(tell(lang, 'slack/help/title')),
    text(tellMrkdwn(lang, 'slack/help/commands')),
    ...(incidents.length === 0 ? [] : listParts(lang, incidents)),
    ...(runs.length === 0 ? [] : [text(runLines(lang, runs))]),
    note(tellMrkdwn(lang, 'slack/help/what')),
  ];
}

function runLines(lang: Lang, runs: readonly CheckRun[]): Mrkdwn {
  const lines = runs.map(({ id, createdAt, ...run }) =>
    tellMrkdwn(lang, 'slack/help/run', {
      id,
      query: nameOf(run),
      state: tell(lang, `slack/run-state/${stateOf(run)}`),
      at: new Date(createdAt).toISOString(),
    }),
  );
  return [tellMrkdwn(lang, 'slack/help/runs'), ...lines].join('\n') as Mrkdwn;
}

/** A look that an incident asked for asks by ARN; people know the name. */
function nameOf({ query, answer }: Pick<CheckRun, 'query' | 'answer'>): string {
  return answer === null ? query : (JSON.parse(answer) as Answer).target.name;
}

function stateOf({ state, answer }: Pick<CheckRun, 'state' | 'answer'>) {
  if (state !== 'done') return state;
  return answer === null ? ('failed' as const) : (JSON.parse(answer) as Answer).verdict;
}
