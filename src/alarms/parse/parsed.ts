import type { z } from 'zod';
import type { AlarmEvent } from '../../domain/alarm.ts';
import { clean } from './fields.ts';

/**
 * What a message turned out to be. `ignored`: well-formed, but no transition of an alarm. `malformed`: it lacks what is
 * needed; `leftOut` says how many alarms the sender itself kept back; `why` names the places, never their values, so that it may be logged.
 */
export type Parsed =
  | { readonly kind: 'alarms'; readonly events: readonly AlarmEvent[]; readonly leftOut: number }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'malformed'; readonly why: string };

export const alarms = (events: readonly AlarmEvent[], leftOut = 0): Parsed => ({ kind: 'alarms', events, leftOut });
export const ignored = (why: string): Parsed => ({ kind: 'ignored', why: clean(why, 200) });
export const malformed = (why: string): Parsed => ({ kind: 'malformed', why: clean(why, 200) });

/** The places of a shape that do not fit. */
export function misfit(what: string, error: z.core.$ZodError): Parsed {
  const places = error.issues.slice(0, 5).map(({ path }) => path.map(String).join('.') || 'the whole');
  return malformed(`${what}: ${places.join(', ')}`);
}

/** Undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
