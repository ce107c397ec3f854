import { isSecretName } from './rules.ts';

/** What to do with a string: text is scanned, a secret goes whatever it looks like. */
export type Leaf = { readonly text: string; readonly secret: boolean };

/** Subtrees that people fill: there the name of a setting tells that its value is a secret. */
const peopleFill = new Set(['environment', 'request']);
const secretOption = /^--?[\w-]*(passw|token|secret|key|credential)[\w-]*$/i;

/** Copies plain JSON, with each string replaced by what `onString` makes of it. Names are left alone. */
export function mapStrings(value: unknown, onString: (leaf: Leaf) => string): unknown {
  return visit(value, { secret: false, byName: false }, onString);
}

interface At {
  readonly secret: boolean;
  readonly byName: boolean;
}

function visit(value: unknown, at: At, onString: (leaf: Leaf) => string): unknown {
  if (typeof value === 'string') return onString({ text: value, secret: at.secret });
  if (Array.isArray(value)) return value.map((item, index) => visit(item, inList(value, index, at), onString));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const namedSecret = isNamedSecret(value);
  return Object.fromEntries(
    entries.map(([name, item]) => {
      const byName = at.byName || peopleFill.has(name);
      const secret = at.secret || (at.byName && isSecretName(name)) || (namedSecret && name === 'value');
      return [name, visit(item, { secret: secret && isPlain(item), byName }, onString)];
    }),
  );
}

/** The word after '--api-key'. */
function inList(list: readonly unknown[], index: number, at: At): At {
  const before: unknown = list[index - 1];
  return typeof before === 'string' && secretOption.test(before) ? { ...at, secret: true } : at;
}

/** `{ name: 'DB_PASSWORD', value: '…' }` */
function isNamedSecret(value: object): boolean {
  return 'name' in value && typeof value.name === 'string' && 'value' in value && isSecretName(value.name);
}

function isPlain(item: unknown): boolean {
  return typeof item === 'string' || Array.isArray(item);
}
