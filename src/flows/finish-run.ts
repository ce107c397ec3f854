import type { Answer } from '../domain/answer.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { Message } from '../domain/text.ts';
import { afterFailedLook, afterLook } from './advance.ts';
import { afterFailedCheck } from './alarms/choose-target.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { homesChanged } from './home.ts';
import { keyOf } from './keys.ts';
import { post, refresh } from './say-to.ts';
import { partsOf } from './thread-parts.ts';

/** What a failed run keeps: the sentence for the person, and its kind. */
export interface RunError {
  readonly code: string;
  readonly said: Message;
}

/** Keeps the verdict, shows it, and lets whoever asked for the run go on. */
export async function finishRun(deps: FlowDeps, tx: Tx, run: CheckRun, answer: Answer): Promise<void> {
  await deps.store.runs.update(tx, run.id, { state: 'done', answer: JSON.stringify(answer) }, nowOf(deps));
  await refresh(deps, tx, keyOf.runRoot(run.id));
  await homesChanged(deps, tx);
  await postEvidence(deps, tx, run, answer);
  const card = await deps.store.cards.byRun(tx, run.id);
  if (card !== undefined) await afterLook(deps, tx, card, run, answer);
  else if (run.incident !== null) await recordVerdict(deps, tx, run, answer);
}

export async function failRun(deps: FlowDeps, tx: Tx, run: CheckRun, code: string, said: Message): Promise<void> {
  const error: RunError = { code, said };
  await deps.store.runs.update(tx, run.id, { state: 'failed', error: JSON.stringify(error) }, nowOf(deps));
  await refresh(deps, tx, keyOf.runRoot(run.id));
  await homesChanged(deps, tx);
  const card = await deps.store.cards.byRun(tx, run.id);
  if (card !== undefined) await afterFailedLook(deps, tx, card);
  const incident = run.incident === null ? undefined : await deps.store.incidents.get(tx, run.incident);
  if (incident === undefined) return;
  await afterFailedCheck(deps, tx, incident, run.id, error);
  await showIn(deps, tx, incident);
}

/** The evidence goes below the run's own root. Below a root that itself lies in a thread, the verdict is enough. */
async function postEvidence(deps: FlowDeps, tx: Tx, run: CheckRun, answer: Answer): Promise<void> {
  const root = await deps.store.outbox.get(tx, keyOf.runRoot(run.id));
  if (root === undefined || root.thread !== null || run.channel === null) return;
  const wasAnsweredPrivately = root.ts === null && root.sent > 0;
  if (wasAnsweredPrivately) return;
  for (const layer of partsOf(answer)) {
    await post(deps, tx, {
      key: keyOf.runLayer(run.id, layer),
      channel: run.channel,
      thread: root.key,
      view: { kind: 'run-layer', run: run.id, layer },
    });
  }
}

async function recordVerdict(deps: FlowDeps, tx: Tx, run: CheckRun, answer: Answer): Promise<void> {
  if (run.incident === null) return;
  const incident = await deps.store.incidents.get(tx, run.incident);
  await deps.store.timeline.append(tx, {
    id: `${run.id}/looked-again`,
    incident: run.incident,
    at: nowOf(deps),
    by: run.requestedBy,
    type: incident?.firstRun === run.id ? 'diagnosed' : 'looked-again',
    body: { ...summaryOf(answer), outcome: answer.verdict },
  });
  await deps.store.incidents.update(tx, run.incident, { lastRun: run.id }, nowOf(deps));
  if (incident !== undefined) await showIn(deps, tx, incident);
}

/** What the incident's messages say of the last look is no longer so. */
async function showIn(deps: FlowDeps, tx: Tx, { id, thread }: Incident): Promise<void> {
  await refresh(deps, tx, thread);
  const group = await deps.store.alarms.group(tx, id);
  if (group !== undefined && group.root !== thread) await refresh(deps, tx, group.root);
}

/** The verdict as the timeline keeps it. */
export function summaryOf(answer: Answer) {
  const leader = answer.causes[0];
  return {
    run: answer.run.id,
    verdict: answer.verdict,
    cause: answer.verdict === 'cause' ? (leader?.id ?? null) : null,
    probability: answer.verdict === 'cause' ? (leader?.probability ?? null) : null,
  };
}
