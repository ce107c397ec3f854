import type { JobName } from '../domain/ports.ts';

/** Every job has a queue of its own in pg-boss; complete by type. */
const names: { readonly [N in JobName]: true } = {
  'handle-delivery': true,
  'run-check': true,
  'look-again': true,
  'place-alarms': true,
  'remind-alarms': true,
  'mute-ends': true,
  doctor: true,
  prune: true,
};

export const jobNames = Object.keys(names) as readonly JobName[];
