import type { Change, EcsService, EcsTask } from '../../domain/evidence.ts';
import { MINUTE } from './failures.ts';
import { isPlannedStop, leaving } from './stops.ts';

/** A target that died is drained and deregistered as well: such a move is a consequence, not a plan. */
const AFTER_DEATH = 3 * MINUTE;

/** Moments at which targets left on purpose, epoch ms, sorted: stops, drains, deregistrations. */
export function plannedMoves(
  stopped: readonly EcsTask[],
  services: readonly EcsService[],
  changes: readonly Change[],
): readonly number[] {
  const stops = stopped.filter(isPlannedStop).flatMap(leaving);
  const deaths = stopped.filter((task) => !isPlannedStop(task)).flatMap(leaving);
  const others = drains(services, changes).filter(
    (at) =>
      stops.some((stop) => Math.abs(stop - at) <= AFTER_DEATH) ||
      !deaths.some((death) => Math.abs(death - at) <= AFTER_DEATH),
  );
  return [...new Set([...stops, ...others])].sort((a, b) => a - b);
}

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
