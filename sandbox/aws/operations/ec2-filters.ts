import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import { texts } from './context.ts';

/** The values of one thing by the names of EC2's filters: `vpc-id`, `tag:Name`. */
export type Filtered = Readonly<Record<string, readonly string[]>>;

/** `Filters` of an EC2 call: every filter must fit by one of its values, in which `*` and `?` stand for more. */
export function fits(filters: unknown, values: Filtered): boolean {
  if (!Array.isArray(filters)) return true;
  return (filters as readonly Shape[]).every(({ Name, Values }) => {
    const name = String(Name);
    const known = values[name] ?? (name.startsWith('tag') ? [] : undefined);
    if (!known) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    return texts(Values).some((pattern) => known.some((value) => like(pattern, value)));
  });
}

function like(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}

/** `tag:KEY` for each tag, `tag-key` for all of them. */
export const tagFilters = (tags: Readonly<Record<string, string>>): Filtered => ({
  'tag-key': Object.keys(tags),
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`tag:${key}`, [value]])),
});

/** The asked ones in the order of the list. An id that nobody has is an error, as everywhere in EC2. */
export function pickIds<T>(all: readonly T[], asked: unknown, idOf: (item: T) => string, code: string, word: string) {
  const ids = texts(asked);
  if (ids.length === 0) return all;
  const lost = ids.filter((id) => !all.some((item) => idOf(item) === id));
  if (lost.length > 0) {
    const [s, verb] = lost.length > 1 ? ['s', 'do'] : ['', 'does'];
    throw new AwsError(code, `The ${word} ID${s} '${lost.join(', ')}' ${verb} not exist`);
  }
  return all.filter((item) => ids.includes(idOf(item)));
}

export const tagShapes = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
