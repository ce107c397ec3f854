import type { Change, EcsService, EcsTask } from '../../domain/evidence.ts';
import { isPlannedStop, leaving } from './stops.ts';

/** Moments at which targets joined or left on purpose, epoch ms, sorted: stops, drains, registrations. */
export function plannedMoves(
  stopped: readonly EcsTask[],
  services: readonly EcsService[],
  changes: readonly Change[],
): readonly number[] {
  const stops = stopped.filter(isPlannedStop).flatMap(leaving);
  const written = services.flatMap(({ events }) =>
    events.filter(({ message }) => DRAIN.test(message)).map(({ at }) => Date.parse(at)),
  );
  const asked = changes
    .filter(({ name, onPath }) => onPath && (name === 'RegisterTargets' || name === 'DeregisterTargets'))
    .map(({ at }) => Date.parse(at));
  return [...new Set([...stops, ...written, ...asked])].sort((a, b) => a - b);
}

const DRAIN = /has begun draining connections|deregistered \d+ targets|has stopped \d+ running tasks/i;

/** When targets began to drain: that starts the clock of the deregistration delay. */
export function drains(services: readonly EcsService[], changes: readonly Change[]): readonly number[] {
  const written = services.flatMap(({ events }) =>
    events
      .filter(({ message }) => /has begun draining connections|deregistered \d+ targets/i.test(message))
      .map(({ at }) => Date.parse(at)),
  );
  const asked = changes
    .filter(({ name, onPath }) => onPath && name === 'DeregisterTargets')
    .map(({ at }) => Date.parse(at));
  return [...new Set([...written, ...asked])].sort((a, b) => a - b);
}
