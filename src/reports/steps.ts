import type { Card, TimelineEvent } from '../domain/incident.ts';
import type { Lang } from '../domain/text.ts';
import { catalogue } from '../messages/catalogue.ts';
import { format, tell } from '../messages/say.ts';
import { runbookTitle, stepText } from './event-sentence.ts';
import { lookOutcome } from './look-outcome.ts';
import { type Material, personText } from './material.ts';
import { iso } from './times.ts';
import type { ReportStep } from './types.ts';

/** Every step that was put before people: who did it, when, and with what result. */
export function stepsOf({ runbooks, events, lang }: Material): readonly ReportStep[] {
  return runbooks.flatMap(({ run, cards }) =>
    cards.map((card) => ({
      runbook: runbookTitle(run.runbook, lang),
      step: stepText(run.runbook, card.step, lang),
      who: card.closedBy === null ? null : personText(card.closedBy, lang),
      shownAt: iso(card.openedAt),
      doneAt: card.closedAt === null ? null : iso(card.closedAt),
      result: resultOf(run.runbook, card, lang),
      reason: card.reason,
      refs: [card.id, ...eventsOf(card, events)],
    })),
  );
}

function eventsOf(card: Card, events: readonly TimelineEvent[]): readonly string[] {
  return events.filter(({ body }) => body.card === card.id).map(({ id }) => id);
}

function resultOf(runbook: string, { step, state, outcome }: Card, lang: Lang): string {
  if (state === 'superseded') return tell(lang, 'report/step/superseded');
  if (outcome === null) return tell(lang, 'report/step/open');
  const answer = catalogue.get(`runbook/${runbook}/step/${step}/answer/${outcome}`);
  if (outcome === 'otherwise' || outcome.includes('=')) return lookOutcome(outcome, lang);
  return answer === undefined
    ? tell(lang, 'report/step/outcome', { outcome: outcome.replaceAll('-', '_') })
    : format(lang, answer);
}
