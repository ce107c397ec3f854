import type { Found } from '../../domain/doctor.ts';
import type { JobHandler, Tx } from '../../domain/ports.ts';
import { type ActionBody, type Asked, personOf } from '../deliveries.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { keyOf } from '../keys.ts';
import { post, refresh } from '../say-to.ts';
import { PRESS_WITHIN_MS } from './press-finding.ts';

/** Tries everything; gives up when the signal says so. */
export type Examine = (target: string | null, signal: AbortSignal) => Promise<readonly Found[]>;

/** `/502 doctor`: one message, which is edited when the probes are done and when its button was pressed. */
export async function startDoctor(deps: FlowDeps, tx: Tx, asked: Asked, target: string | null): Promise<void> {
  const id = deps.newId('doc');
  await deps.store.doctor.create(tx, {
    id,
    state: 'running',
    channel: asked.channel,
    target,
    lang: deps.langOf(asked.channel),
    requestedBy: personOf(asked),
    found: [],
    pressBy: null,
    pressedAt: null,
    pressedBy: null,
    createdAt: nowOf(deps),
  });
  await deps.jobs.enqueue(tx, { name: 'doctor', dedupeKey: id, data: { run: id } });
  await post(deps, tx, {
    key: keyOf.doctor(id),
    channel: asked.channel,
    thread: null,
    view: { kind: 'doctor', run: id },
    priority: 0,
    responseUrl: asked.responseUrl,
  });
}

/** The job behind it, which comes twice: to look, and when nobody has pressed in time. */
export function makeRunDoctor(deps: FlowDeps & { readonly examine: Examine }): JobHandler {
  return async ({ data, signal }) => {
    const id = String(data.run);
    if (data.late === true) return (tx) => tooLate(deps, tx, id);
    const run = await deps.store.transaction((tx) => deps.store.doctor.get(tx, id), 'read');
    // Run again after a crash: what was found is kept.
    if (run?.state !== 'running') return async () => undefined;
    const found = await deps.examine(run.target, signal);
    return (tx) => awaitPress(deps, tx, id, found);
  };
}

async function awaitPress(deps: FlowDeps, tx: Tx, id: string, found: readonly Found[]): Promise<void> {
  const pressBy = nowOf(deps) + PRESS_WITHIN_MS;
  await deps.store.doctor.update(tx, id, { state: 'waiting', found, pressBy });
  await deps.jobs.enqueue(tx, {
    name: 'doctor',
    dedupeKey: `${id}/late`,
    dueAt: pressBy,
    data: { run: id, late: true },
  });
  await refresh(deps, tx, keyOf.doctor(id));
}

async function tooLate(deps: FlowDeps, tx: Tx, id: string): Promise<void> {
  const run = await deps.store.doctor.get(tx, id);
  if (run?.state !== 'waiting') return;
  await deps.store.doctor.update(tx, id, { state: 'done' });
  await refresh(deps, tx, keyOf.doctor(id));
}

/** Somebody pressed. A press that comes after the time proves the same, so it counts. */
export async function pressDoctor(deps: FlowDeps, tx: Tx, body: ActionBody): Promise<void> {
  const run = await deps.store.doctor.get(tx, body.value);
  if (run === undefined || run.pressedAt !== null) return;
  const pressed = { pressedAt: nowOf(deps), pressedBy: personOf(body) };
  await deps.store.doctor.update(tx, run.id, { state: 'done', ...pressed });
  await refresh(deps, tx, keyOf.doctor(run.id));
}
