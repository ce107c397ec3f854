import type { AlarmGroup } from '../../domain/alarm-rows.ts';
import { ResponderError } from '../../domain/errors.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import type { Candidate } from '../../domain/resource.ts';
import type { Message } from '../../domain/text.ts';
import { incidentById } from '../change-incident.ts';
import { type Asked, personOf } from '../deliveries.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { refresh } from '../say-to.ts';
import { setTarget } from './fire.ts';
import { targetName } from './target.ts';

const MOST_QUERY = 512;
const MOST_ROWS = 5_000;

/** One of the candidates: the button's value is `inc_… 3`, the place in the list. */
export async function chooseCandidate(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, value: string) {
  const [id = '', nth = ''] = value.split(' ');
  const { group } = await openQuestion(deps, tx, id);
  const candidate = group.candidates[Number(nth)];
  if (candidate === undefined) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  await chooseAlarmTarget(deps, tx, delivery, asked, id, candidate.arn);
}

/** Somebody says what the alarms are about: they are checked, and the next time it is known. */
export async function chooseAlarmTarget(
  deps: FlowDeps,
  tx: Tx,
  delivery: string,
  asked: Asked,
  id: string,
  typed: string,
) {
  const { group } = await openQuestion(deps, tx, id);
  const query = typed.trim().slice(0, MOST_QUERY);
  if (query === '') throw new ResponderError('usage', { id: 'alarm/target-empty' });
  const rows = await deps.store.alarms.ofIncident(tx, id, MOST_ROWS);
  const unknown = rows.filter(({ target }) => target === null);
  // Of several that only came at the same time, the answer is remembered for the one that was asked about.
  const meant = unknown.length === 1 ? unknown : unknown.filter((row) => row.id === group.opener);
  for (const row of meant) {
    const patch = {
      target: query,
      targetBy: 'person',
      placement: 'placed',
      note: null,
      updatedAt: nowOf(deps),
    } as const;
    await deps.store.alarms.update(tx, row.id, patch);
  }
  await deps.store.timeline.append(tx, {
    id: `${delivery}/target-chosen`,
    incident: id,
    at: nowOf(deps),
    by: personOf(asked),
    type: 'target-chosen',
    body: { target: targetName(query) },
  });
  await setTarget(deps, tx, group, query);
  await refresh(deps, tx, group.root);
}

/** Rejects when it was answered already. */
export async function openQuestion(
  deps: FlowDeps,
  tx: Tx,
  id: string,
): Promise<{ incident: Incident; group: AlarmGroup }> {
  const incident = await incidentById(deps, tx, id);
  const group = await deps.store.alarms.group(tx, id);
  if (group === undefined) throw new ResponderError('stale-card', { id: 'incident/stale-card' });
  if (group.target !== null) {
    const args = { target: targetName(group.target) };
    throw new ResponderError('already-pressed', { id: 'alarm/target-known', args });
  }
  return { incident, group };
}

const noSuchTarget = ['target-not-found', 'target-ambiguous', 'wrong-region'];

/** What was configured, told or chosen is no load balancer: people are asked again, with the names that it could have been. */
export async function afterFailedCheck(
  deps: FlowDeps,
  tx: Tx,
  { id, firstRun }: Incident,
  run: string,
  { code, said }: { readonly code: string; readonly said: Message },
): Promise<void> {
  const group = await deps.store.alarms.group(tx, id);
  if (group?.target == null || firstRun !== run || !noSuchTarget.includes(code)) return;
  for (const row of await deps.store.alarms.ofIncident(tx, id, MOST_ROWS)) {
    if (row.target !== group.target) continue;
    const patch = { target: null, targetBy: null, placement: 'unknown', note: said } as const;
    await deps.store.alarms.update(tx, row.id, patch);
  }
  const choices = choicesOf(said);
  await deps.store.alarms.updateGroup(tx, id, { target: null, ...(choices.length > 0 && { candidates: choices }) });
  await deps.store.incidents.update(tx, id, { target: '', firstRun: null }, nowOf(deps));
}

/** `choices`: ARNs, one a line. */
function choicesOf({ args }: Message): readonly Candidate[] {
  const lines = typeof args?.choices === 'string' ? args.choices.split('\n') : [];
  return lines.flatMap((arn) => {
    const region = arn.split(':')[3];
    return arn.startsWith('arn:') && region ? [{ name: targetName(arn), arn, region, profile: null }] : [];
  });
}
