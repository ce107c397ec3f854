import type { Answer } from '../domain/answer.ts';
import { ResponderError } from '../domain/errors.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { windowOf } from '../domain/window.ts';
import type { Asked } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { keyOf } from './keys.ts';
import { startCheck } from './start-check.ts';

const MINUTE_MS = 60_000;
const LEAST_MS = 5 * MINUTE_MS;

/** The same question, asked now; the answer goes into the thread of the first. */
export async function checkAgain(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, runId: string) {
  const run = await runOf(deps, tx, runId);
  const thread = await threadOf(deps, tx, run);
  const incident = thread === null ? undefined : await deps.store.incidents.byThread(tx, thread);
  if (incident !== undefined && incident.state !== 'resolved') {
    await lookAgain(deps, tx, delivery, asked, incident);
    return;
  }
  const span = Date.parse(run.window.to) - Date.parse(run.window.from);
  const now = deps.clock.now();
  const window = windowOf(new Date(now.getTime() - span), now);
  await startCheck(deps, tx, delivery, asked, { query: queryOf(run), window, thread });
}

/** Looks at an incident's resource again: at what happened since the last step that was taken, else the last hour. */
export async function lookAgain(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, incident: Incident) {
  const query = await queryOfIncident(deps, tx, incident);
  if (query === null) throw new ResponderError('usage', { id: 'incident/no-target' });
  const now = nowOf(deps);
  const acted = (await deps.store.timeline.read(tx, incident.id, ['acted'])).at(-1)?.at;
  const from = acted === undefined ? now - 60 * MINUTE_MS : Math.min(acted, now - LEAST_MS);
  const window = windowOf(new Date(from), new Date(now));
  await startCheck(deps, tx, delivery, asked, { query, window, thread: incident.thread, incident: incident.id });
}

/** What to look at again; null for an incident that was opened by hand and never diagnosed. */
export async function queryOfIncident(deps: FlowDeps, tx: Tx, incident: Incident): Promise<string | null> {
  const run = incident.lastRun ?? incident.firstRun;
  const found = run === null ? undefined : await deps.store.runs.get(tx, run);
  if (found !== undefined) return queryOf(found);
  return incident.target === '' ? null : incident.target;
}

/** What the last look at the incident's resource came to. */
export async function newestAnswer(deps: Pick<FlowDeps, 'store'>, tx: Tx, { lastRun, firstRun }: Incident) {
  for (const id of [lastRun, firstRun]) {
    const run = id === null ? undefined : await deps.store.runs.get(tx, id);
    if (run?.answer) return JSON.parse(run.answer) as Answer;
  }
  return undefined;
}

export async function runOf(deps: FlowDeps, tx: Tx, id: string): Promise<CheckRun> {
  const run = await deps.store.runs.get(tx, id);
  if (run === undefined) throw new ResponderError('run-not-found', { id: 'slack/run-not-found', args: { id } });
  return run;
}

/** The key of the top-level message above a run's root, which may be that root itself. */
export async function threadOf(deps: Pick<FlowDeps, 'store'>, tx: Tx, run: CheckRun): Promise<string | null> {
  const root = await deps.store.outbox.get(tx, keyOf.runRoot(run.id));
  return root === undefined ? null : (root.thread ?? root.key);
}

/** The ARN where it is known: a name may have become ambiguous since. */
function queryOf(run: CheckRun): string {
  const answer: unknown = run.answer === null ? null : JSON.parse(run.answer);
  if (typeof answer !== 'object' || answer === null || !('target' in answer)) return run.query;
  const { target } = answer;
  const arn = typeof target === 'object' && target !== null && 'arn' in target ? target.arn : undefined;
  return typeof arn === 'string' ? arn : run.query;
}
