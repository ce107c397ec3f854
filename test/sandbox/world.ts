import { fileURLToPath } from 'node:url';
import { generate } from '../../sandbox/aws/world/generate.ts';
import type { History } from '../../sandbox/aws/world/history.ts';
import { readWorld } from '../../sandbox/aws/world/read.ts';
import type { World } from '../../sandbox/aws/world/spec.ts';

export const tinyPath = fileURLToPath(new URL('tiny.yaml', import.meta.url));
export const anchor = Date.parse('2026-11-23T10:00:00.000Z');

/** The tiny world with its one served app changed; its history around a fixed present. */
export async function tiny(
  change: Partial<World['apps'][string]> = {},
  rest: Partial<World> = {},
): Promise<{ world: World; history: History }> {
  const base = await readWorld(tinyPath);
  const { api, ...others } = base.apps;
  if (!api) throw new Error('tiny.yaml lost its api');
  const world: World = { ...base, ...rest, apps: { api: { ...api, ...change }, ...others } };
  return { world, history: generate(world, anchor) };
}
