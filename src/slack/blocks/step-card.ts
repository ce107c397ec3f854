import type { Answer } from '../../domain/answer.ts';
import type { Card, CheckRun } from '../../domain/incident.ts';
import type { Runbook, Step } from '../../domain/runbook.ts';
import type { Lang, Message } from '../../domain/text.ts';
import { fillCommand } from '../../flows/fill-command.ts';
import { catalogue } from '../../messages/catalogue.ts';
import { format, tell } from '../../messages/say.ts';
import { lookOutcome } from '../../reports/look-outcome.ts';
import { escapeText, type Mrkdwn } from './limits.ts';
import { type Button, buttons, facts, note, type Part, text } from './parts.ts';
import { saidOf } from './run-failed.ts';
import { sayMrkdwn, tellMrkdwn } from './words.ts';

export interface StepCard {
  readonly card: Card;
  /** Undefined when the runbook has changed since: the card then only says so. */
  readonly runbook: Runbook | undefined;
  /** The look that the card waits for or waited for. */
  readonly run: CheckRun | undefined;
  /** What is known of the path: it fills the holes of commands. */
  readonly answer: Answer | undefined;
  /** The look told nothing, and the cause that the incident knew before stands. */
  readonly isOverruled?: boolean;
}

/** A step of a runbook: what to do, and buttons until somebody has pressed; then who, when and what. */
export function stepCardParts(lang: Lang, shown: StepCard): readonly Part[] {
  const { card, runbook } = shown;
  const step = runbook?.steps[card.step];
  if (runbook === undefined || step === undefined) return [text(tellMrkdwn(lang, 'incident/card-superseded'))];
  const title = format(lang, runbook.title);
  return [
    note(tellMrkdwn(lang, 'incident/card-title', { title })),
    text(escapeText(format(lang, step.text))),
    ...(step.kind === 'act' ? actParts(lang, step, shown) : []),
    ...(card.state === 'closed' ? [text(outcomeOf(lang, card, step))] : openParts(lang, shown, step)),
    ...(shown.isOverruled === true ? [note(tellMrkdwn(lang, 'incident/verdict-stands'))] : []),
  ];
}

function actParts(
  lang: Lang,
  { command, undo, guard }: Extract<Step, { kind: 'act' }>,
  { answer, card }: StepCard,
): readonly Part[] {
  const isOver = card.state === 'closed';
  return [
    text(tellMrkdwn(lang, 'incident/card-guard', { guard: format(lang, guard) })),
    text(tellMrkdwn(lang, 'incident/card-command')),
    facts([fillCommand(command, answer, isOver)]),
    ...(undo === null
      ? [text(tellMrkdwn(lang, 'incident/card-no-undo'))]
      : [text(tellMrkdwn(lang, 'incident/card-undo')), facts([fillCommand(undo, answer, isOver)])]),
  ];
}

function openParts(lang: Lang, { card, run }: StepCard, step: Step): readonly Part[] {
  if (card.state === 'superseded') return [text(tellMrkdwn(lang, 'incident/card-over'))];
  const skip = { action: 'step-skip', value: card.id, label: tell(lang, 'incident/button/skip') };
  const now = { action: 'look-now', value: card.id, label: tell(lang, 'incident/button/look-now') };
  switch (step.kind) {
    case 'tell':
      return [buttons([primary(card, 'step-done', tell(lang, 'incident/button/done')), skip])];
    case 'act':
      return [buttons([primary(card, 'step-done', tell(lang, 'incident/button/ran')), skip])];
    case 'ask':
      return [buttons([...answerButtons(lang, card, step), skip])];
    case 'check':
      return [text(lookOf(lang, card, run)), buttons(card.state === 'open' ? [now, skip] : [skip])];
    case 'wait':
      return [text(waitOf(lang, card, run)), buttons(isLooking(run) ? [skip] : [now, skip])];
  }
}

const primary = (card: Card, action: string, label: string): Button => ({
  action,
  value: card.id,
  label,
  style: 'primary',
});

function answerButtons(lang: Lang, card: Card, { answers }: Extract<Step, { kind: 'ask' }>): readonly Button[] {
  return answers.map(({ id, label }) => ({ action: `step-answer/${id}`, value: card.id, label: format(lang, label) }));
}

const isLooking = (run: CheckRun | undefined) => run?.state === 'waiting' || run?.state === 'running';

function lookOf(lang: Lang, card: Card, run: CheckRun | undefined): Mrkdwn {
  if (card.state === 'waiting') return tellMrkdwn(lang, 'incident/card-looking');
  if (run === undefined) return tellMrkdwn(lang, 'incident/card-nothing-to-look-at');
  const said: Message = saidOf(run) ?? { id: 'error/bug', args: { reference: run.id } };
  return couldNotLook(lang, said);
}

/** The reason is mrkdwn already. */
function couldNotLook(lang: Lang, said: Message): Mrkdwn {
  const sentence = sayMrkdwn(lang, said);
  return format(lang, couldNot, { sentence }) as Mrkdwn;
}

const couldNot = catalogue.get('incident/card-could-not') ?? { en: '{sentence}', ja: '{sentence}' };

function waitOf(lang: Lang, { dueAt, limitAt }: Card, run: CheckRun | undefined): Mrkdwn {
  if (isLooking(run) || dueAt === null || limitAt === null) return tellMrkdwn(lang, 'incident/card-looking');
  const due = new Date(dueAt).toISOString();
  const waits = tellMrkdwn(lang, 'incident/card-waits', { due, limit: new Date(limitAt).toISOString() });
  const failed = run === undefined ? undefined : saidOf(run);
  return failed === undefined ? waits : (`${couldNotLook(lang, failed)}\n${waits}` as Mrkdwn);
}

function outcomeOf(lang: Lang, card: Card, step: Step): Mrkdwn {
  const by = card.closedBy ?? 'bot';
  const at = new Date(card.closedAt ?? card.openedAt).toISOString();
  if (card.outcome === 'skipped')
    return tellMrkdwn(lang, 'incident/card-skipped', { by, at, reason: card.reason ?? '' });
  switch (step.kind) {
    case 'tell':
      return tellMrkdwn(lang, 'incident/card-done', { by, at });
    case 'act':
      return tellMrkdwn(lang, 'incident/card-ran', { by, at });
    case 'ask': {
      const answer = step.answers.find(({ id }) => id === card.outcome);
      const label = answer === undefined ? (card.outcome ?? '') : format(lang, answer.label);
      return tellMrkdwn(lang, 'incident/card-answered', { by, at, answer: label });
    }
    case 'check':
      return tellMrkdwn(lang, 'incident/card-looked', { at, what: lookOutcome(card.outcome, lang) });
    case 'wait': {
      if (card.outcome !== 'then') return tellMrkdwn(lang, 'incident/card-gave-up', { at });
      return tellMrkdwn(lang, 'incident/card-held', { at });
    }
  }
}
