import type { Accept } from '../flows/accept-delivery.ts';
import { on502 } from './502.ts';

/** Every slash command by its name, as the manifest lists them. */
export function commandsOf(accept: Accept, now: () => Date) {
  return { '/502': on502(accept, now) };
}
