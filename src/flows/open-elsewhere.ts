import type { Answer } from '../domain/answer.ts';
import type { CheckRun, Incident } from '../domain/incident.ts';
import type { Tx } from '../domain/ports.ts';
import { isSameTarget } from './alarms/target.ts';
import { threadOf } from './check-again.ts';
import type { FlowDeps } from './deps.ts';

const MOST_OPEN = 50;

/** An incident of the run's load balancer that is open in another thread of the channel. */
export async function openElsewhere(
  deps: Pick<FlowDeps, 'store'>,
  tx: Tx,
  channel: string,
  run: CheckRun,
): Promise<Incident | undefined> {
  const thread = await threadOf(deps, tx, run);
  const target = targetOf(run);
  const open = await deps.store.incidents.list(tx, { channel, open: true, limit: MOST_OPEN });
  const isHere = open.some((incident) => incident.thread === thread);
  if (isHere || target === '') return undefined;
  return open.find((incident) => isSameTarget(incident.target, target));
}

/** The open incident whose load balancer was typed instead of a title. */
export async function openForName(
  deps: Pick<FlowDeps, 'store'>,
  tx: Tx,
  channel: string,
  name: string,
): Promise<Incident | undefined> {
  const open = await deps.store.incidents.list(tx, { channel, open: true, limit: MOST_OPEN });
  return open.find(({ target }) => target === name || target.split('/').includes(name));
}

function targetOf({ answer, query }: CheckRun): string {
  return (answer === null ? null : (JSON.parse(answer) as Answer).target.arn) ?? query;
}
