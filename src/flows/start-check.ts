import { ResponderError } from '../domain/errors.ts';
import type { CheckRun, Person } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { type Window, windowOf } from '../domain/window.ts';
import { type Asked, type AskedSpan, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { post, showTo } from './say-to.ts';

const MINUTE_MS = 60_000;

export interface CheckOrder {
  readonly query: string;
  readonly window: Window;
  /** Outbox key of the message whose thread the answer goes into; null for a message of its own. */
  readonly thread?: string | null;
  readonly incident?: string | null;
}

/** `/502 check`: one run, one root message. The same question while it is being answered gets a link instead. */
export async function startCheck(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, order: CheckOrder) {
  const { query, window, thread = null, incident = null } = order;
  const going = await goingRun(deps, tx, asked.channel, query, incident);
  if (going !== undefined) {
    const message = { id: 'slack/check-going', args: { query } };
    await showTo(deps, tx, delivery, asked, { kind: 'pointer', message, to: keyOf.runRoot(going.id) });
    return;
  }
  const run = await createRun(deps, tx, {
    query,
    window,
    incident,
    channel: asked.channel,
    requestedBy: personOf(asked),
  });
  await post(deps, tx, {
    key: keyOf.runRoot(run),
    channel: asked.channel,
    thread,
    view: { kind: 'run-root', run },
    priority: 0,
    responseUrl: asked.responseUrl,
  });
}

/** Writes the run and the job that does it. */
export async function createRun(
  deps: FlowDeps,
  tx: Tx,
  order: {
    readonly query: string;
    readonly window: Window;
    readonly incident: string | null;
    readonly channel: string;
    readonly requestedBy: Person;
  },
): Promise<string> {
  const id = deps.newId('run');
  const at = nowOf(deps);
  await deps.store.runs.create(tx, {
    ...order,
    id,
    state: 'waiting',
    lang: deps.langOf(order.channel),
    progress: [],
    answer: null,
    error: null,
    createdAt: at,
    updatedAt: at,
  });
  await deps.jobs.enqueue(tx, { name: 'run-check', dedupeKey: id, data: { run: id } });
  return id;
}

async function goingRun(
  deps: FlowDeps,
  tx: Tx,
  channel: string,
  query: string,
  incident: string | null,
): Promise<CheckRun | undefined> {
  if (incident === null) return await deps.store.runs.going(tx, channel, query);
  const recent = await deps.store.runs.recent(tx, channel, 20);
  const goes = ({ state }: CheckRun) => state === 'waiting' || state === 'running';
  for (const run of recent) {
    if (run.incident !== incident || run.query !== query || !goes(run)) continue;
    // A runbook's own look has no message to point at.
    if ((await deps.store.outbox.get(tx, keyOf.runRoot(run.id))) !== undefined) return run;
  }
  return undefined;
}

/** Whole minutes, as CloudWatch counts. Rejects with 'usage' what cannot be looked at. */
export function windowOfSpan(span: AskedSpan, now: Date): Window {
  if ('minutes' in span) {
    return windowOf(new Date(now.getTime() - span.minutes * MINUTE_MS), now);
  }
  const from = new Date(span.from);
  const to = new Date(span.to);
  if (from >= to || from > now) throw new ResponderError('usage', { id: 'slack/bad-span' });
  return windowOf(from, to > now ? now : to);
}
