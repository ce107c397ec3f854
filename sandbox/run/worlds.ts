import { existsSync } from 'node:fs';
import { type Lang, said, Trouble } from './texts.ts';

// Only the reader of worlds: the stand-in itself weighs more.
const listWorlds = async () => (await import('../aws/world/read.ts')).listWorlds();

/** The worlds as lines: id, then what one meets there. */
export async function worldLines(lang: Lang): Promise<string> {
  const worlds = await listWorlds();
  const width = Math.max(...worlds.map(({ id }) => id.length));
  return worlds.map(({ id, title }) => `${id.padEnd(width)}  ${title[lang]}\n`).join('');
}

/** What a newcomer meets: the most common fault of all, and nothing else wrong. */
const usual = 'maple';

/** The world asked for, or the usual one. Throws Trouble with the nearest names. */
export async function chooseWorld(wanted: string | undefined, lang: Lang): Promise<string> {
  if (wanted !== undefined && /\.ya?ml$/.test(wanted) && existsSync(wanted)) return wanted;
  const worlds = await listWorlds();
  if (wanted === undefined) {
    const first = worlds.find(({ id }) => id === usual) ?? worlds[0];
    if (first === undefined) throw new Trouble(said[lang].noWorld('', []), 64);
    return first.id;
  }
  const ids = worlds.map(({ id }) => id);
  if (ids.includes(wanted)) return wanted;
  throw new Trouble(said[lang].noWorld(wanted, nearest(wanted, ids)), 64);
}

/** Names within a few letters, or that contain what was typed; the best two. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, far: name.includes(typed) ? 0 : distance(typed, name) }))
    .filter(({ far }) => far <= Math.max(3, typed.length / 2))
    .sort((a, b) => a.far - b.far)
    .slice(0, 2)
    .map(({ name }) => name);
}

/** Levenshtein's: letters put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...b].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
