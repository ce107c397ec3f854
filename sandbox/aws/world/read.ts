import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { resolveAliases } from './aliases.ts';
import { type World, worldSchema } from './spec.ts';
import { isTree, merge, type Tree } from './tree.ts';
import { renamed, type Variant, variantsOf, vary } from './variants.ts';

const folder = fileURLToPath(new URL('../../worlds', import.meta.url));

async function parseFile(path: string): Promise<Tree> {
  const tree: unknown = parse(await readFile(path, 'utf8'));
  if (!isTree(tree)) throw new Error(`${path}: not a map`);
  return tree;
}

/** The file laid over its base, which may stand on another. */
async function onBase(path: string, tree: Tree): Promise<Tree> {
  if (typeof tree.extends !== 'string') return tree;
  const name = `${tree.extends}.yaml`;
  const near = [join(dirname(path), 'base', name), join(dirname(path), '..', 'base', name), join(folder, 'base', name)];
  const errors: unknown[] = [];
  for (const file of near) {
    try {
      return merge(await onBase(file, await parseFile(file)), tree) as Tree;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      errors.push(error);
    }
  }
  throw errors[0];
}

/** `maple`, `wild/ash`, `maple~2`, or the path of a file, with or without `~2`: its file and which variant it is, from 1. */
function whichOf(idOrPath: string): { readonly path: string; readonly variant: number } {
  const [, name = idOrPath, number] = /^(.*?)(?:~(\d+))?$/.exec(idOrPath) ?? [];
  const path = /\.ya?ml$/.test(name) ? resolve(name) : join(folder, `${name}.yaml`);
  return { path, variant: Number(number ?? 1) };
}

const idOf = (path: string, variant: number) =>
  `${basename(path).replace(/\.ya?ml$/, '')}${variant === 1 ? '' : `~${variant}`}`;

/** One world of a file, and what it was made of. */
export interface Listed {
  /** What to ask `readWorld` for. */
  readonly name: string;
  /** The base that it stands on; null for a file that stands alone. */
  readonly base: string | null;
  readonly variant: Variant;
  readonly world: World;
}

/**
 * By id (a file of sandbox/worlds) or by path. `other`: what is to be different beside what its variant says. Rejects with
 * every mistake of the file named.
 */
export async function readWorld(idOrPath: string, other: Variant = {}): Promise<World> {
  return (await readListed(idOrPath, other)).world;
}

async function readListed(idOrPath: string, other: Variant = {}): Promise<Listed> {
  const { path, variant } = whichOf(idOrPath);
  const { variants, ...file } = await parseFile(path);
  const own = variantsOf({ variants })[variant - 1];
  if (own === undefined) throw new Error(`${path} has no variant ${variant}`);
  const base = other.extends ?? own.extends ?? file.extends;
  const whole = await onBase(path, base === undefined ? file : { ...file, extends: base });
  const varied = resolveAliases(vary(vary(whole, own), other));
  const tree = renamed(renamed(varied, own), other);
  const parsed = worldSchema.safeParse(tree);
  if (!parsed.success)
    throw new Error(`${path}${variant === 1 ? '' : `~${variant}`}\n${z.prettifyError(parsed.error)}`);
  return {
    name: idOrPath,
    base: typeof base === 'string' ? base : null,
    variant: own,
    world: { ...parsed.data, id: idOf(path, variant) },
  };
}

/** Every file of a folder that is a world (a base has no stratum), by id. */
export async function listWorlds(directory: string = folder): Promise<World[]> {
  const all: World[] = [];
  for (const { path } of await filesOf(directory)) all.push(await readWorld(path));
  return all;
}

/** The same with all variants. Without `onBroken` it rejects at the first that cannot be read. */
export async function listVariants(
  directory: string = folder,
  onBroken?: (name: string, error: Error) => void,
): Promise<readonly Listed[]> {
  const names = (await filesOf(directory)).flatMap(({ path, count }) =>
    Array.from({ length: count }, (_, at) => (at === 0 ? path : `${path}~${at + 1}`)),
  );
  const all: Listed[] = [];
  for (const name of names) {
    const listed = await readListed(name).catch((error: Error) => {
      if (onBroken === undefined) throw error;
      onBroken(name, error);
    });
    if (listed !== undefined) all.push(listed);
  }
  return all;
}

async function filesOf(directory: string): Promise<readonly { readonly path: string; readonly count: number }[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const files = names.map(async (name) => {
    const path = resolve(join(directory, name));
    const tree = await parseFile(path);
    return 'stratum' in tree ? [{ path, count: variantsOf(tree).length }] : [];
  });
  return (await Promise.all(files)).flat();
}
