import type { AlarmEvent } from '../../domain/alarm.ts';
import type { Tx } from '../../domain/ports.ts';
import type { FlowDeps } from '../deps.ts';
import { keyOf } from '../keys.ts';
import { post } from '../say-to.ts';
import { channelOf } from './rules.ts';

/** For a transition that we could not handle: people hear of it all the same. */
export async function alarmDied(
  deps: FlowDeps,
  tx: Tx,
  id: string,
  event: AlarmEvent,
  reference: string,
): Promise<void> {
  // Another job may have taken it with its own.
  if (await deps.store.alarms.hasTurn(tx, id)) return;
  const channel = channelOf(deps.alarms, event);
  if (channel === null) {
    deps.store.afterCommit(tx, () => deps.alarms.onRefused(event));
    return;
  }
  const args = { name: event.name.slice(0, 255), state: event.state, reference };
  await post(deps, tx, {
    key: keyOf.note('alarm', reference),
    channel,
    thread: null,
    view: { kind: 'said', messages: [{ id: 'alarm/died', args }] },
  });
}
