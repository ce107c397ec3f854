import { join, resolve } from 'node:path';
import type { Config } from '../config/index.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Bundle } from '../domain/evidence.ts';
import type { Context } from './context.ts';

export interface OpenBundle {
  readonly bundle: Bundle;
  readonly digest: string;
  readonly place: string;
}

/** A bundle by the id of its run, or by the path of its file or folder; the newest run's when nothing is named. */
export async function openBundle(context: Context, config: Config, name: string | undefined): Promise<OpenBundle> {
  if (name !== undefined && !/^run_\w+$/.test(name)) {
    return { ...(await context.parts.readBundle(resolve(name))), place: resolve(name) };
  }
  const bundles = await context.parts.bundles(config);
  const run = name ?? (await bundles.latest());
  if (run === undefined) throw new ResponderError('run-not-found', { id: 'cli/no-run-yet' });
  return { ...(await bundles.load(run)), place: join(config.dataDir, 'runs', run, 'bundle.json') };
}
