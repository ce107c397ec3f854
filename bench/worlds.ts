import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the scorer reads of a world file; the rest is the stand-in's business. */
const schema = z.object({
  stratum: z.string().regex(/^S\d$/),
  expected: z.object({
    verdict: z.enum(['healthy', 'cause', 'unclear', 'not-a-502']),
    causes: z.array(z.string()).default([]),
    /** Causes that must not be named. */
    herrings: z.array(z.string()).default([]),
    minter: z.enum(['alb', 'target']).nullish(),
  }),
});

export interface World {
  readonly id: string;
  readonly file: string;
  readonly stratum: string;
  readonly expected: z.infer<typeof schema>['expected'];
}

/** The worlds of a folder, by id. A file without a stratum is a base that others extend. Rejects on a label that cannot be read. */
export async function readWorlds(directory: string): Promise<World[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const worlds: World[] = [];
  for (const name of files) {
    const file = resolve(join(directory, name));
    const content: unknown = parse(await readFile(file, 'utf8'));
    if (typeof content !== 'object' || content === null || !('stratum' in content)) continue;
    const label = schema.safeParse(content);
    if (!label.success) throw new Error(`${name}: ${z.prettifyError(label.error)}`);
    worlds.push({ id: basename(name, '.yaml'), file, ...label.data });
  }
  return worlds;
}
