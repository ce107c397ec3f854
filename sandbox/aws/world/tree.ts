/** A world file before it is validated. */
export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps are merged, everything else (lists too) is replaced; `null` takes a whole map of the base away. */
export function merge(base: unknown, over: unknown): unknown {
  if (!isTree(base) || !isTree(over)) return over === undefined ? base : over;
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null && isTree(base[key])) delete merged[key];
    else merged[key] = merge(base[key], value);
  }
  return merged;
}

/** The map under a key, or an empty one. */
export const treeAt = (tree: Tree, key: string): Tree => (isTree(tree[key]) ? tree[key] : {});

/** Every string in it changed, and the keys that `isName` takes for names. */
export function mapStrings(
  value: unknown,
  change: (text: string) => string,
  isName: (key: string, path: readonly string[]) => boolean,
  path: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, isName, [...path, '*']));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      isName(key, path) ? change(key) : key,
      mapStrings(held, change, isName, [...path, key]),
    ]),
  );
}
