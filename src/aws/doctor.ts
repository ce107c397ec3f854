import type { Found, Probe } from '../domain/doctor.ts';
import type { Clock } from '../domain/ports.ts';
import { triedBy } from '../messages/found.ts';
import { tryActions } from './doctor-actions.ts';
import { lookAtPlaces, type Standing } from './doctor-places.ts';
import type { AwsProfile } from './place.ts';

export interface AwsDoctor {
  readonly region?: string;
  readonly endpoint?: string;
  readonly profiles: readonly AwsProfile[];
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** What to try with: as people type it. Null: what was checked last, else the first load balancer that is found. */
  readonly target: string | null;
  /** Alarms are set up: then what they need is tried too. */
  readonly alarms: boolean;
  readonly lastTarget: () => Promise<string | null>;
  readonly onDate: (date: string | undefined) => void;
}

const FIND_MS = 15_000;

/** Whether the credentials work everywhere, and whether each call of a check is allowed: all of them are tried, none is read from a policy. */
export function makeAwsProbe(doctor: AwsDoctor): Probe {
  return {
    id: 'aws',
    limitMs: doctor.deadlineMs * 2 + FIND_MS,
    run: async (signal) => {
      const places = await lookAtPlaces(doctor, AbortSignal.any([signal, AbortSignal.timeout(FIND_MS)]));
      const found = places.map((place) => place.found);
      const usable = places.filter((place) => place.found.state === 'ok');
      if (usable.length === 0) return found;
      return [...found, ...(await withTarget(doctor, usable, signal))];
    },
  };
}

async function withTarget(
  doctor: AwsDoctor,
  usable: readonly Standing[],
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const first = usable.flatMap(({ loadBalancer }) => loadBalancer ?? [])[0];
  if (doctor.target !== null) return await tryActions(doctor, doctor.target, signal);
  const last = await doctor.lastTarget();
  const tried = last === null ? undefined : await tryActions(doctor, last, signal);
  // What was checked last may be gone by now, which is nobody's fault.
  if (tried !== undefined && !tried.some(({ id }) => id === 'aws/target-not-found')) return tried;
  return first === undefined ? [triedBy('aws/no-target', '502 doctor NAME')] : await tryActions(doctor, first, signal);
}
