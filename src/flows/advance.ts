import type { Answer } from '../domain/answer.ts';
import type { Card, CheckRun, Person, RunbookRun } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { Runbook } from '../domain/runbook.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { type Next, nextStep, type Observed, outcomeOf } from './next-step.ts';
import { refresh } from './say-to.ts';
import { endRunbook, planLook, showStep } from './show-step.ts';

/** The run that a card waited for is done: the runbook goes on, or the wait does. */
export async function afterLook(deps: FlowDeps, tx: Tx, card: Card, run: CheckRun, answer: Answer): Promise<void> {
  const walk = await walkOf(deps, tx, card);
  if (walk === undefined || card.state !== 'waiting') return;
  const observed: Observed = new Map(answer.findings.map(({ check, observation }) => [check, observation]));
  const step = walk.runbook.steps[card.step];
  await deps.store.incidents.update(tx, card.incident, { lastRun: run.id }, nowOf(deps));
  // What its message says of the last look, and asks before it is resolved, is no longer so.
  const incident = await deps.store.incidents.get(tx, card.incident);
  if (incident !== undefined) await refresh(deps, tx, incident.thread);
  if (step?.kind === 'wait') {
    await goOn(deps, tx, card, walk, run, waited(deps, card, walk.runbook, observed));
    return;
  }
  await goOn(deps, tx, card, walk, run, {
    next: nextStep(walk.runbook, card.step, { kind: 'observed', observed }),
    outcome: outcomeOf(step?.kind === 'check' ? step.branches : [], observed),
  });
}

/** Could not look: a check is offered again, a wait looks at its next turn. Neither is an answer. */
export async function afterFailedLook(deps: FlowDeps, tx: Tx, card: Card): Promise<void> {
  const walk = await walkOf(deps, tx, card);
  if (walk === undefined || card.state !== 'waiting') return;
  const step = walk.runbook.steps[card.step];
  if (step?.kind !== 'wait') await deps.store.cards.change(tx, card.id, 'waiting', { state: 'open' });
  else if (isLate(deps, card)) {
    const next = nextStep(walk.runbook, card.step, { kind: 'late' });
    await goOn(deps, tx, card, walk, null, { next, outcome: 'late' });
  } else await planLook(deps, tx, card, step.everySeconds);
  await refresh(deps, tx, card.id);
}

interface Outcome {
  readonly next: Next;
  readonly outcome: string;
}

function waited(deps: FlowDeps, card: Card, runbook: Runbook, observed: Observed): Outcome {
  const next = nextStep(runbook, card.step, { kind: 'observed', observed });
  if (next !== 'stay') return { next, outcome: 'then' };
  if (!isLate(deps, card)) return { next, outcome: 'not-yet' };
  return { next: nextStep(runbook, card.step, { kind: 'late' }), outcome: 'late' };
}

async function goOn(deps: FlowDeps, tx: Tx, card: Card, walk: Walk, run: CheckRun | null, { next, outcome }: Outcome) {
  const step = walk.runbook.steps[card.step];
  await deps.store.timeline.append(tx, {
    id: `${card.id}/look/${run?.id ?? 'late'}`,
    incident: card.incident,
    at: nowOf(deps),
    by: 'bot',
    type: step?.kind === 'wait' ? 'waited' : 'looked-again',
    body: { card: card.id, runbook: walk.runbook.id, step: card.step, run: run?.id ?? null, outcome },
  });
  if (next === 'stay') {
    if (step?.kind === 'wait') await planLook(deps, tx, card, step.everySeconds);
  } else {
    const closed = { state: 'closed' as const, outcome, closedBy: 'bot', closedAt: nowOf(deps) };
    if (await deps.store.cards.change(tx, card.id, 'waiting', closed)) await follow(deps, tx, walk, next, 'bot');
  }
  await refresh(deps, tx, card.id);
}

/** Shows the step that comes next, or ends the runbook. */
export async function follow(deps: FlowDeps, tx: Tx, walk: Walk, next: Next, by: Person): Promise<void> {
  if (next === undefined || next === 'stay') return;
  if ('end' in next) await endRunbook(deps, tx, walk.run, next.end, by);
  else await showStep(deps, tx, walk.run, walk.runbook, next.step);
}

/** A runbook with the record of its being walked. */
export interface Walk {
  readonly run: RunbookRun;
  readonly runbook: Runbook;
}

/** Undefined when the runbook has changed since, or is gone. */
export async function walkOf(deps: FlowDeps, tx: Tx, card: Card): Promise<Walk | undefined> {
  const run = await deps.store.runbooks.get(tx, card.runbookRun);
  const runbook = deps.runbooks.find(({ id }) => id === run?.runbook);
  return run === undefined || runbook?.version !== run.version ? undefined : { run, runbook };
}

function isLate(deps: FlowDeps, card: Card): boolean {
  return card.limitAt !== null && nowOf(deps) >= card.limitAt;
}
