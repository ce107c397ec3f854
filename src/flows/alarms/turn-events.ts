import type { AlarmEvent } from '../../domain/alarm.ts';
import type { AlarmRow, AlarmTurn } from '../../domain/alarm-rows.ts';
import type { NewTimelineEvent, TimelineType } from '../../domain/incident.ts';
import type { Tx } from '../../domain/ports.ts';
import type { FlowDeps } from '../deps.ts';

export const eventTypes = {
  alarm: 'alarm-fired',
  ok: 'alarm-ok',
  'insufficient-data': 'alarm-no-data',
} as const satisfies Record<AlarmEvent['state'], TimelineType>;

/** Transitions that are told in an incident only now, each with its own time and words. `idOf`: of the timeline's event. */
export async function turnEvents(
  deps: FlowDeps,
  tx: Tx,
  incident: string,
  { name }: Pick<AlarmRow, 'name'>,
  turns: readonly AlarmTurn[],
  idOf: (turn: AlarmTurn) => string,
): Promise<readonly NewTimelineEvent[]> {
  const events: NewTimelineEvent[] = [];
  for (const turn of turns) {
    const { alarm, state, changedAt } = turn;
    const event = (await deps.store.inbox.get(tx, turn.id))?.body as unknown as AlarmEvent | undefined;
    const body = { alarm, name: event?.name ?? name, reason: event?.reason ?? '' };
    events.push({ id: idOf(turn), incident, at: changedAt, by: 'bot', type: eventTypes[state], body });
  }
  return events;
}
