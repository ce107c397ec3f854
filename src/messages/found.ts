import type { Found } from '../domain/doctor.ts';
import type { Message, TextArgs } from '../domain/text.ts';
import type { texts } from './texts/index.ts';

type Said = keyof typeof texts extends infer K ? (K extends `doctor/found/${infer I}` ? I : never) : never;
/** What has a line of its own that mends it. */
type Mendable = Said extends infer I ? (I extends `${infer J}/fix` ? J : never) : never;
export type FoundId = Exclude<Said, `${string}/fix`>;

const said = (id: string, args?: TextArgs): Message => ({ id: `doctor/found/${id}`, ...(args && { args }) });

/** Tried, works. */
export function ok(id: FoundId, args?: TextArgs): Found {
  return { id, state: 'ok', said: said(id, args), fix: null };
}

/** Not configured, and nothing needs it. */
export function off(id: FoundId, args?: TextArgs): Found {
  return { id, state: 'off', said: said(id, args), fix: null };
}

/** Tried, does not work; its own line mends it. */
export function failed(id: FoundId & Mendable, args?: TextArgs): Found {
  return { id, state: 'failed', said: said(id, args), fix: said(`${id}/fix`, args) };
}

/** Could not be tried. */
export function unknown(id: FoundId & Mendable, args?: TextArgs): Found {
  return { id, state: 'unknown', said: said(id, args), fix: said(`${id}/fix`, args) };
}

/** Tried, does not work; mended by a command, a statement or a setting, which reads the same in every language. */
export function mendedBy(id: FoundId, line: string, args?: TextArgs): Found {
  return { id, state: 'failed', said: said(id, args), fix: { id: 'doctor/line', args: { line } } };
}

/** The same for what could not be tried. */
export function triedBy(id: FoundId, line: string, args?: TextArgs): Found {
  return { ...mendedBy(id, line, args), state: 'unknown' };
}
