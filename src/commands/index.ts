import { type On502Deps, on502 } from './502.ts';

/** Every slash command by its name, as the manifest lists them. */
export function commandsOf(deps: On502Deps) {
  return { '/502': on502(deps) };
}
