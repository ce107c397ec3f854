import { ResponderError } from '../domain/errors.ts';
import type { Incident, RunbookRun } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { incidentById } from './change-incident.ts';
import { type Asked, personOf } from './deliveries.ts';
import { type FlowDeps, nowOf } from './deps.ts';
import { incidentOf } from './open-incident.ts';
import { refresh, sayTo } from './say-to.ts';
import { showStep } from './show-step.ts';

/** What a button that starts a runbook stands for: `RUNBOOK@run_…` or `RUNBOOK@inc_…`. */
export const runbookValue = (runbook: string, of: string) => `${runbook}@${of}`;

/** Opens an incident where there is none: what is done by a runbook belongs to a timeline. */
export async function startRunbook(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, value: string) {
  const [id = '', of = ''] = value.split('@');
  const runbook = deps.runbooks.find((candidate) => candidate.id === id);
  if (runbook === undefined) throw new ResponderError('old-version', { id: 'incident/runbook-gone', args: { id } });
  const incident = await incidentFor(deps, tx, delivery, asked, of);
  const going = (await deps.store.runbooks.ofIncident(tx, incident.id)).find(
    (run) => run.runbook === id && run.state === 'going',
  );
  if (going !== undefined) {
    const args = { by: going.startedBy, at: new Date(going.startedAt).toISOString() };
    await sayTo(deps, tx, delivery, asked, { id: 'incident/runbook-going', args }, incident.thread);
    return;
  }
  const run: RunbookRun = {
    id: deps.newId('rb'),
    incident: incident.id,
    runbook: id,
    version: runbook.version,
    state: 'going',
    startedBy: personOf(asked),
    startedAt: nowOf(deps),
  };
  await deps.store.runbooks.create(tx, run);
  await deps.store.timeline.append(tx, {
    id: `${run.id}/started`,
    incident: incident.id,
    at: run.startedAt,
    by: run.startedBy,
    type: 'runbook-started',
    body: { runbookRun: run.id, runbook: id, version: run.version },
  });
  await showStep(deps, tx, run, runbook, runbook.start);
  await refresh(deps, tx, incident.thread);
}

async function incidentFor(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, of: string): Promise<Incident> {
  if (of.startsWith('inc_')) return await incidentById(deps, tx, of);
  return (await incidentOf(deps, tx, delivery, asked, of)).incident;
}
