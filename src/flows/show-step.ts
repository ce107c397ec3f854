import type { Card, Incident, Person, RunbookRun } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { End, Runbook, Step } from '../domain/runbook.ts';
import { windowOf } from '../domain/window.ts';
import { queryOfIncident } from './check-again.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { homesChanged } from './home.ts';
import { keyOf } from './keys.ts';
import { post, refresh } from './say-to.ts';
import { createRun } from './start-check.ts';

const HOUR_MS = 3_600_000;

/** Puts a step before people as a card in the incident's thread. */
export async function showStep(deps: FlowDeps, tx: Tx, run: RunbookRun, runbook: Runbook, stepId: string) {
  const step = runbook.steps[stepId];
  const incident = await deps.store.incidents.get(tx, run.incident);
  if (step === undefined || incident === undefined) throw new Error(`${runbook.id} has no step ${stepId}`);
  const at = nowOf(deps);
  const card: Card = {
    id: deps.newId('card'),
    runbookRun: run.id,
    incident: run.incident,
    step: stepId,
    state: step.kind === 'check' || step.kind === 'wait' ? 'waiting' : 'open',
    run: null,
    dueAt: null,
    limitAt: step.kind === 'wait' ? at + step.limitSeconds * 1000 : null,
    outcome: null,
    reason: null,
    closedBy: null,
    openedAt: at,
    closedAt: null,
  };
  await deps.store.cards.create(tx, card);
  await deps.store.timeline.append(tx, {
    id: `${card.id}/shown`,
    incident: run.incident,
    at,
    by: 'bot',
    type: 'step-shown',
    body: { card: card.id, runbook: runbook.id, step: stepId },
  });
  await post(deps, tx, {
    key: keyOf.card(card.id),
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'step-card', card: card.id },
    priority: 0,
  });
  await beginStep(deps, tx, incident, card, step);
}

async function beginStep(deps: FlowDeps, tx: Tx, incident: Incident, card: Card, step: Step): Promise<void> {
  if (step.kind === 'check') await look(deps, tx, incident, card, step);
  if (step.kind === 'wait') {
    await planLook(deps, tx, card, step.everySeconds);
    if (incident.state === 'mitigating') await setState(deps, tx, incident, 'monitoring', 'bot', card.id);
  }
}

/** Diagnoses again for a card. A wait looks only at what came after it began: before that nothing was mended. */
export async function look(deps: FlowDeps, tx: Tx, incident: Incident, card: Card, step: Step): Promise<void> {
  const query = await queryOfIncident(deps, tx, incident);
  if (query === null) {
    await deps.store.cards.change(tx, card.id, card.state, { state: 'open' });
    return;
  }
  const now = nowOf(deps);
  const from = step.kind === 'wait' ? card.openedAt : now - HOUR_MS;
  const run = await createRun(deps, tx, {
    query,
    window: windowOf(new Date(from), new Date(now)),
    incident: incident.id,
    channel: incident.channel,
    requestedBy: 'bot',
  });
  await deps.store.cards.change(tx, card.id, card.state, { state: 'waiting', run });
}

/** The card sleeps as a row; the job only wakes its reader. */
export async function planLook(deps: FlowDeps, tx: Tx, card: Card, afterSeconds: number): Promise<void> {
  const limit = card.limitAt ?? Number.POSITIVE_INFINITY;
  const dueAt = Math.min(nowOf(deps) + afterSeconds * 1000, Math.max(limit, nowOf(deps)));
  await deps.store.cards.change(tx, card.id, 'waiting', { dueAt });
  await deps.jobs.enqueue(tx, {
    name: 'look-again',
    dedupeKey: `${card.id}/${dueAt}`,
    dueAt,
    data: { card: card.id, dueAt },
  });
}

/** Ends the walk and says what to do now. */
export async function endRunbook(deps: FlowDeps, tx: Tx, run: RunbookRun, end: End, by: Person): Promise<void> {
  const incident = await deps.store.incidents.get(tx, run.incident);
  if (incident === undefined) return;
  await deps.store.runbooks.setState(tx, run.id, end === 'resolved' ? 'resolved' : 'escalated');
  await deps.store.timeline.append(tx, {
    id: `${run.id}/ended`,
    incident: run.incident,
    at: nowOf(deps),
    by,
    type: 'runbook-ended',
    body: { runbookRun: run.id, runbook: run.runbook, end },
  });
  await post(deps, tx, {
    key: keyOf.note(run.id, 'ended'),
    channel: incident.channel,
    thread: incident.thread,
    view: { kind: 'said', messages: [{ id: `incident/runbook-${end}` }], buttons: endButtons(incident, end) },
    priority: 0,
  });
}

function endButtons({ id }: Incident, end: End) {
  const again = { action: 'look-again', value: id, label: { id: 'incident/button/look-again' } };
  const resolve = { action: 'resolve', value: id, label: { id: 'incident/button/resolve' } };
  const handOver = { action: 'hand-over', value: id, label: { id: 'incident/button/hand-over' } };
  return end === 'resolved' ? [resolve, again] : [handOver, again];
}

/** Moves an incident on and records it. `about` makes the event's id. */
export async function setState(
  deps: FlowDeps,
  tx: Tx,
  incident: Incident,
  to: Incident['state'],
  by: Person,
  about: string,
): Promise<void> {
  const from = incident.state;
  if (from === to) return;
  const changed = from === 'resolved' ? 'reopened' : 'state-changed';
  await deps.store.incidents.update(tx, incident.id, { state: to }, nowOf(deps));
  await deps.store.timeline.append(tx, {
    id: `${about}/state/${to}`,
    incident: incident.id,
    at: nowOf(deps),
    by,
    type: to === 'resolved' ? 'resolved' : changed,
    body: { from, to },
  });
  await refresh(deps, tx, incident.thread);
  await homesChanged(deps, tx);
}
