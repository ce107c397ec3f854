import { z } from 'zod';
import { mapApps } from './aliases.ts';
import { isTree, mapStrings, merge, type Tree, treeAt } from './tree.ts';

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]);

const axes = {
  /** Another base than the file's own. */
  extends: z.string(),
  /** Times the requests of every app. */
  load: z.number().positive(),
  seed: z.number().int(),
  region: z.string(),
  account: z.string().regex(/^\d{12}$/),
  /** Whole words to be replaced in every name and text: `{ shop: kiosk, api: gateway }`. */
  names: z.record(z.string().regex(/^\w+$/), z.string().regex(/^[\w-]+$/)),
  /** So many more load balancers with a service each, which have nothing to do with anything. */
  neighbours: z.number().int().positive(),
  /** Laid over the file, as the file is laid over its base. */
  set: z.record(z.string(), z.unknown()),
};

/** One world made of a file, by what is different from the file. */
export const variantSchema = z.strictObject(axes).partial();
export type Variant = z.infer<typeof variantSchema>;

/** In a file an axis may hold a list: each value makes a world, two lists make every pair. */
const entrySchema = z
  .strictObject({
    extends: oneOrMore(axes.extends),
    load: oneOrMore(axes.load),
    seed: oneOrMore(axes.seed),
    region: oneOrMore(axes.region),
    account: oneOrMore(axes.account),
    names: oneOrMore(axes.names),
    neighbours: oneOrMore(axes.neighbours),
    set: oneOrMore(axes.set),
  })
  .partial();

/** The worlds of a file: itself, then what its `variants` make of it. Throws on a mistake. */
export function variantsOf(tree: Tree): readonly Variant[] {
  const parsed = z.array(entrySchema).safeParse(tree.variants ?? []);
  if (!parsed.success) throw new Error(`variants: ${z.prettifyError(parsed.error)}`);
  return [{}, ...parsed.data.flatMap((entry) => productOf(entry))];
}

function productOf(entry: z.infer<typeof entrySchema>): Variant[] {
  let all: Variant[] = [{}];
  for (const [axis, value] of Object.entries(entry)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    all = all.flatMap((one) => values.map((each) => ({ ...one, [axis]: each })));
  }
  return all;
}

/** The whole tree, base and file already merged, made different. */
export function vary(tree: Tree, variant: Variant): Tree {
  const { load, seed, neighbours, set } = variant;
  let varied = tree;
  if (set !== undefined) varied = merge(varied, set) as Tree;
  if (seed !== undefined) varied = { ...varied, seed };
  if (load !== undefined) varied = { ...varied, apps: mapApps(varied, (app) => loaded(app, load)) };
  if (neighbours !== undefined) varied = crowded(varied, neighbours);
  return varied;
}

function loaded(app: Tree, load: number): Tree {
  const times = (holder: Tree, key: string): Tree =>
    typeof holder[key] === 'number' ? { ...holder, [key]: holder[key] * load } : holder;
  const { traffic, phases } = app;
  return {
    ...app,
    ...(isTree(traffic)
      ? {
          traffic: {
            ...times(traffic, 'rps'),
            ...(isTree(traffic.pulse) ? { pulse: times(traffic.pulse, 'requests') } : {}),
          },
        }
      : {}),
    ...(Array.isArray(phases) ? { phases: phases.map((phase) => (isTree(phase) ? times(phase, 'rps') : phase)) } : {}),
  };
}

const words = ['harbor', 'meadow', 'quartz', 'lantern', 'copper', 'orbit', 'saffron', 'tundra', 'velvet', 'zephyr'];

function crowded(tree: Tree, count: number): Tree {
  const loadBalancers: Tree = {};
  const apps: Tree = {};
  for (let i = 0; i < count; i++) {
    const name = `${words[i % words.length]}-${Math.floor(i / words.length) + 1}`;
    loadBalancers[`${name}-alb`] = { host: `${name}.example.net` };
    apps[`unrelated-${name}`] = {
      loadBalancer: `${name}-alb`,
      cluster: name,
      service: `${name}-app`,
      tasks: 1,
      image: `docker.io/library/${name}:1`,
    };
  }
  return {
    ...tree,
    loadBalancers: { ...treeAt(tree, 'loadBalancers'), ...loadBalancers },
    apps: { ...treeAt(tree, 'apps'), ...apps },
  };
}

/** Words of the file format, not of the world. */
const fixed = new Set([
  'expected',
  'stratum',
  'extends',
  'stack',
  'logs',
  'shutdown',
  'scheme',
  'baseline',
  'seed',
  'faults',
  'metric',
  'statistic',
  'comparison',
  'missing',
  'platform',
]);
const named = new Set(['loadBalancers', 'apps', 'alarms']);

/** Other words, another region, another account: nothing else is different. */
export function renamed(tree: Tree, { names = {}, region, account }: Variant): Tree {
  const swaps: (readonly [RegExp, string])[] = Object.entries(names).map(([word, other]) => [
    new RegExp(`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`, 'g'),
    other,
  ]);
  for (const [key, other] of [
    ['region', region],
    ['account', account],
  ] as const) {
    const own = tree[key];
    if (typeof own === 'string' && other !== undefined)
      swaps.push([new RegExp(own.replaceAll('-', '\\-'), 'g'), other]);
  }
  if (swaps.length === 0) return tree;
  const change = (text: string) => swaps.reduce((now, [from, to]) => now.replace(from, to), text);
  const isName = (key: string, path: readonly string[]) =>
    key.startsWith('/') || (path.length === 1 && named.has(path[0] ?? ''));
  const parts = Object.entries(tree).map(([key, value]) => [
    key,
    fixed.has(key) ? value : mapStrings(value, change, isName, [key]),
  ]);
  return keepingFixed(tree, Object.fromEntries(parts)) as Tree;
}

/** Puts back what is a word of the format, deeper down. */
function keepingFixed(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return after.map((one, i) => keepingFixed(before[i], one));
  if (!isTree(before) || !isTree(after)) return after;
  const was = Object.entries(before);
  return Object.fromEntries(
    Object.entries(after).map(([key, value], i) => {
      const [own, old] = was[i] ?? [key, value];
      return [key, fixed.has(own) ? old : keepingFixed(old, value)];
    }),
  );
}
