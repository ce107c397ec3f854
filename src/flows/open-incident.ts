import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { runOf, threadOf } from './check-again.ts';
import { type Asked, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { summaryOf } from './finish-run.ts';
import { homesChanged } from './home.ts';
import { keyOf } from './keys.ts';
import { openElsewhere, openForName } from './open-elsewhere.ts';
import { post, refresh, showTo } from './say-to.ts';
import { setState } from './show-step.ts';

const RECENT_MS = 24 * 3_600_000;

/** The button under a verdict: the incident lives in that verdict's thread. Joins the one that is open there or elsewhere. */
export async function openFromRun(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  run: string,
): Promise<Incident> {
  const { incident, isNew, isElsewhere } = await incidentOf(deps, tx, delivery, asked, run);
  if (isElsewhere) await sayOpen(deps, tx, delivery, asked, incident);
  else if (!isNew) {
    const message = { id: 'incident/already-open', args: { by: incident.openedBy } };
    await showTo(deps, tx, delivery, asked, { kind: 'pointer', message, to: incident.thread }, incident.thread);
  }
  return incident;
}

/**
 * The open incident of the run's load balancer: in the run's thread, else in another of the channel. Where there is none, that
 * of the thread is reopened, or one is made.
 */
export async function incidentOf(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, runId: string) {
  const run = await runOf(deps, tx, runId);
  const thread = await threadOf(deps, tx, run);
  if (thread === null) throw new ResponderError('run-not-found', { id: 'slack/run-not-found', args: { id: runId } });
  const elsewhere = await openElsewhere(deps, tx, asked.channel, run);
  if (elsewhere !== undefined) return { incident: elsewhere, isNew: false, isElsewhere: true };
  const there = await deps.store.incidents.byThread(tx, thread);
  if (there === undefined) {
    const incident = await create(deps, tx, { delivery, asked, thread, run, title: null });
    return { incident, isNew: true, isElsewhere: false };
  }
  const wasResolved = there.state === 'resolved';
  if (wasResolved) await setState(deps, tx, there, 'investigating', personOf(asked), delivery);
  const incident = { ...there, state: wasResolved ? ('investigating' as const) : there.state };
  return { incident, isNew: wasResolved, isElsewhere: false };
}

/** `/502 incident open [title]`: without a title, from the channel's newest verdict; else with a message of its own. */
export async function openByCommand(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, title: string) {
  if (title === '') {
    const run = await newestRun(deps, tx, asked.channel);
    if (run === undefined) throw new ResponderError('usage', { id: 'incident/open-what' });
    await openFromRun(deps, tx, delivery, asked, run.id);
    return;
  }
  const named = await openForName(deps, tx, asked.channel, title);
  if (named !== undefined) {
    await sayOpen(deps, tx, delivery, asked, named);
    return;
  }
  const id = deps.newId('inc');
  const thread = keyOf.incidentRoot(id);
  await create(deps, tx, { id, delivery, asked, thread, run: null, title });
  await post(deps, tx, {
    key: thread,
    channel: asked.channel,
    thread: null,
    view: { kind: 'incident-root', incident: id },
    priority: 0,
    responseUrl: asked.responseUrl,
  });
}

function sayOpen(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, { id, title, openedBy, thread }: Incident) {
  const message = { id: 'incident/open-for-target', args: { id, title, by: openedBy } };
  return showTo(deps, tx, delivery, asked, { kind: 'pointer', message, to: thread });
}

async function newestRun(deps: FlowDeps, tx: Tx, channel: string): Promise<CheckRun | undefined> {
  const since = nowOf(deps) - RECENT_MS;
  const recent = await deps.store.runs.recent(tx, channel, 10);
  return recent.find(({ state, createdAt }) => state === 'done' && createdAt >= since);
}

interface NewIncident {
  readonly id?: string;
  readonly delivery: string;
  readonly asked: Asked;
  readonly thread: string;
  readonly run: CheckRun | null;
  readonly title: string | null;
}

async function create(deps: FlowDeps, tx: Tx, order: NewIncident): Promise<Incident> {
  const { asked, thread, run, delivery } = order;
  const at = nowOf(deps);
  const by = personOf(asked);
  const answer = run?.answer ? (JSON.parse(run.answer) as Answer) : null;
  const incident: Incident = {
    id: order.id ?? deps.newId('inc'),
    title: order.title ?? titleOf(answer, run),
    state: 'investigating',
    target: answer?.target.arn ?? run?.query ?? '',
    lang: deps.langOf(asked.channel),
    channel: asked.channel,
    thread,
    openedBy: by,
    openedAt: at,
    updatedAt: at,
    firstRun: run?.id ?? null,
    lastRun: run?.id ?? null,
  };
  await deps.store.incidents.create(tx, incident);
  const { title, target } = incident;
  await deps.store.timeline.append(tx, {
    id: `${delivery}/opened`,
    incident: incident.id,
    at,
    by,
    type: 'opened',
    body: { run: run?.id ?? null, title, target },
  });
  if (answer !== null) {
    await deps.store.timeline.append(tx, {
      id: `${delivery}/diagnosed`,
      incident: incident.id,
      at,
      by: 'bot',
      type: 'diagnosed',
      body: summaryOf(answer),
    });
  }
  await refresh(deps, tx, thread);
  await homesChanged(deps, tx);
  return incident;
}

function titleOf(answer: Answer | null, run: CheckRun | null): string {
  const name = answer?.target.name ?? run?.query ?? '';
  const cause = answer?.verdict === 'cause' ? answer.causes[0]?.title : undefined;
  return cause === undefined ? name : `${name}: ${cause}`;
}
