import { existsSync } from 'node:fs';
import { nearest } from './nearest.ts';
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
  const file = wanted?.replace(/~\d+$/, '');
  if (wanted !== undefined && file !== undefined && /\.ya?ml$/.test(file) && existsSync(file)) return wanted;
  const worlds = await listWorlds();
  if (wanted === undefined) {
    const first = worlds.find(({ id }) => id === usual) ?? worlds[0];
    if (first === undefined) throw new Trouble(said[lang].noWorld('', []), 64);
    return first.id;
  }
  const ids = worlds.map(({ id }) => id);
  if (file !== undefined && ids.includes(file)) return wanted;
  throw new Trouble(said[lang].noWorld(wanted, nearest(wanted, ids)), 64);
}
