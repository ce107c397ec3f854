import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type World, worldSchema } from './spec.ts';

const folder = fileURLToPath(new URL('../../worlds', import.meta.url));

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps are merged, everything else (lists too) is replaced; `null` takes a whole map of the base away. */
function merge(base: unknown, over: unknown): unknown {
  if (!isTree(base) || !isTree(over)) return over === undefined ? base : over;
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null && isTree(base[key])) delete merged[key];
    else merged[key] = merge(base[key], value);
  }
  return merged;
}

async function readTree(path: string): Promise<Tree> {
  const tree: unknown = parse(await readFile(path, 'utf8'));
  if (!isTree(tree)) throw new Error(`${path}: not a map`);
  if (typeof tree.extends !== 'string') return tree;
  const base = await readTree(resolve(dirname(path), 'base', `${tree.extends}.yaml`)).catch(() =>
    readTree(join(folder, 'base', `${String(tree.extends)}.yaml`)),
  );
  return merge(base, tree) as Tree;
}

/** By id (a file of sandbox/worlds) or by path. Rejects with every mistake of the file named. */
export async function readWorld(idOrPath: string): Promise<World> {
  const path = /\.ya?ml$/.test(idOrPath) ? resolve(idOrPath) : join(folder, `${idOrPath}.yaml`);
  const parsed = worldSchema.safeParse(await readTree(path));
  if (!parsed.success) throw new Error(`${path}\n${z.prettifyError(parsed.error)}`);
  return { ...parsed.data, id: basename(path).replace(/\.ya?ml$/, '') };
}

/** Every world of the folder, by id. */
export async function listWorlds(): Promise<World[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map((name) => readWorld(name.replace('.yaml', ''))));
}
