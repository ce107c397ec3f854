import type { Answer } from '../domain/answer.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import type { FlowDeps } from './deps.ts';

export interface Look {
  readonly run: CheckRun;
  readonly answer: Answer;
}

/** The look whose verdict counts: the newest, but one that could tell nothing does not undo a cause that was found before. */
export async function standingLook(
  deps: Pick<FlowDeps, 'store'>,
  tx: Tx,
  incident: Incident,
): Promise<Look | undefined> {
  let newest: Look | undefined;
  for (const id of await looksOf(deps, tx, incident)) {
    const run = await deps.store.runs.get(tx, id);
    if (!run?.answer) continue;
    const look: Look = { run, answer: JSON.parse(run.answer) as Answer };
    newest ??= look;
    if (look.answer.verdict !== 'unclear') return look.answer.verdict === 'cause' ? look : newest;
  }
  return newest;
}

/** Whether this look told nothing, and the cause found before it stands. */
export async function isOverruled(deps: Pick<FlowDeps, 'store'>, tx: Tx, run: CheckRun): Promise<boolean> {
  if (!run.answer || run.incident === null || (JSON.parse(run.answer) as Answer).verdict !== 'unclear') return false;
  const incident = await deps.store.incidents.get(tx, run.incident);
  const standing = incident && (await standingLook(deps, tx, incident));
  return standing?.answer.verdict === 'cause' && standing.run.createdAt <= run.createdAt;
}

/** The events that may name a run. */
const looks = ['opened', 'diagnosed', 'looked-again', 'waited'] as const;

/** Ids of an incident's runs, newest first. */
async function looksOf(deps: Pick<FlowDeps, 'store'>, tx: Tx, { id, lastRun, firstRun }: Incident) {
  const events = await deps.store.timeline.read(tx, id, looks);
  const between = events.map(({ body }) => body.run).reverse();
  const all = [lastRun, ...between, firstRun].filter((run) => typeof run === 'string');
  return new Set(all);
}
