import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Card, TimelineType } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { Step } from '../domain/runbook.ts';
import { follow, type Walk, walkOf } from './advance.ts';
import { incidentById } from './change-incident.ts';
import { newestAnswer } from './check-again.ts';
import { type Asked, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { fillCommand } from './fill-command.ts';
import { nextStep, type StepInput } from './next-step.ts';
import { refresh } from './say-to.ts';
import { look, setState } from './show-step.ts';

/** What a person did with a card. */
export type Press =
  | { readonly kind: 'done' }
  | { readonly kind: 'answer'; readonly id: string }
  | { readonly kind: 'skip'; readonly reason: string; readonly as?: string };

/** Closes the card for good and goes on. Of two presses one wins; the other is told who did. */
export async function pressStep(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, cardId: string, press: Press) {
  const { card, walk, step } = await openCard(deps, tx, cardId);
  const next = nextStep(walk.runbook, card.step, inputOf(press));
  if (next === undefined || next === 'stay') throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  const at = nowOf(deps);
  const by = personOf(asked);
  const claimed = await deps.store.cards.change(tx, card.id, card.state, {
    state: 'closed',
    outcome: outcomeOf(press),
    reason: press.kind === 'skip' ? press.reason : null,
    closedBy: by,
    closedAt: at,
  });
  if (!claimed) throw new ResponderError('already-pressed', { id: 'incident/already-pressed-now' });
  const answer = await newestAnswer(deps, tx, await incidentById(deps, tx, card.incident));
  await deps.store.timeline.append(tx, {
    id: `${delivery}/pressed`,
    incident: card.incident,
    at,
    by,
    type: press.kind === 'skip' ? 'skipped' : eventOf(step),
    body: { card: card.id, runbook: walk.runbook.id, step: card.step, ...detailsOf(step, press, answer) },
  });
  const incident = await incidentById(deps, tx, card.incident);
  const isEarly = incident.state === 'investigating' || incident.state === 'identified';
  if (step.kind === 'act' && press.kind === 'done' && isEarly) {
    await setState(deps, tx, incident, 'mitigating', by, delivery);
  }
  await refresh(deps, tx, card.id);
  await follow(deps, tx, walk, next, by);
}

/** "Look now": a wait need not be sat out, and a look that failed can be tried again. */
export async function lookNow(deps: FlowDeps, tx: Tx, cardId: string): Promise<void> {
  const { card, step } = await openCard(deps, tx, cardId);
  if (step.kind !== 'check' && step.kind !== 'wait') {
    throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  }
  if (await isLooking(deps, tx, card)) throw new ResponderError('run-going', { id: 'incident/looking-already' });
  await look(deps, tx, await incidentById(deps, tx, card.incident), card, step);
  await refresh(deps, tx, card.id);
}

export async function isLooking(deps: FlowDeps, tx: Tx, card: Card): Promise<boolean> {
  const run = card.run === null ? undefined : await deps.store.runs.get(tx, card.run);
  return run?.state === 'waiting' || run?.state === 'running';
}

/** The card as it can still be pressed. Rejects with the sentence for every reason why it cannot. */
export async function openCard(
  deps: FlowDeps,
  tx: Tx,
  id: string,
): Promise<Walk & { card: Card; walk: Walk; step: Step }> {
  const card = await deps.store.cards.get(tx, id);
  if (card === undefined) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  if (card.state === 'closed' && card.closedBy !== null && card.closedAt !== null) {
    const args = { by: card.closedBy, at: new Date(card.closedAt).toISOString() };
    throw new ResponderError('already-pressed', { id: 'incident/already-pressed', args });
  }
  const walk = await walkOf(deps, tx, card);
  if (walk === undefined) throw new ResponderError('old-version', { id: 'incident/old-version' });
  const step = walk.runbook.steps[card.step];
  const isOver = card.state === 'superseded' || card.state === 'closed' || walk.run.state !== 'going';
  if (step === undefined || isOver) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  return { ...walk, card, walk, step };
}

function inputOf(press: Press): StepInput {
  if (press.kind === 'skip') return press.as === undefined ? { kind: 'skip' } : { kind: 'skip', as: press.as };
  return press;
}

function outcomeOf(press: Press): string {
  if (press.kind === 'answer') return press.id;
  return press.kind === 'skip' ? 'skipped' : 'done';
}

const eventOf = ({ kind }: Step): TimelineType => {
  if (kind === 'ask') return 'answered';
  return kind === 'act' ? 'acted' : 'told';
};

function detailsOf(step: Step, press: Press, answer: Answer | undefined): Readonly<Record<string, string>> {
  if (press.kind === 'skip') return { reason: press.reason, ...(press.as === undefined ? {} : { as: press.as }) };
  if (press.kind === 'answer') return { answer: press.id };
  if (step.kind !== 'act') return {};
  // As it stands before: the next look knows only what the command has made of it.
  const undo = step.undo === null ? {} : { undo: fillCommand(step.undo, answer) };
  return { command: fillCommand(step.command, answer), ...undo };
}
