import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What is known of a font's letters: which there are, and how wide. */
export interface Face {
  readonly file: string;
  has(codePoint: number): boolean;
  /** Width of a text in pixels at this size. */
  width(text: string, size: number): number;
}

const resolve = createRequire(import.meta.url).resolve;
const folder = '@expo-google-fonts/m-plus-1p';

export const fontFamily = 'M PLUS 1p';

/** The fonts that pictures are drawn with, wherever they run: Latin and Japanese. */
export async function readFaces(): Promise<{ readonly regular: Face; readonly bold: Face }> {
  const [regular, bold] = await Promise.all([
    readFace(resolve(`${folder}/400Regular/MPLUS1p_400Regular.ttf`)),
    readFace(resolve(`${folder}/700Bold/MPLUS1p_700Bold.ttf`)),
  ]);
  return { regular, bold };
}

async function readFace(file: string): Promise<Face> {
  const bytes = await readFile(file);
  const table = tablesOf(bytes);
  const glyphs = glyphsOf(bytes, table('cmap'));
  const unitsPerEm = bytes.readUInt16BE(table('head') + 18);
  const wide = bytes.readUInt16BE(table('hhea') + 34);
  const hmtx = table('hmtx');
  const advance = (letter: string) => {
    const glyph = glyphs.get(letter.codePointAt(0) ?? 0) ?? 0;
    return bytes.readUInt16BE(hmtx + 4 * Math.min(glyph, wide - 1)) / unitsPerEm;
  };
  return {
    file,
    has: (codePoint) => glyphs.has(codePoint),
    width: (text, size) => [...text].reduce((sum, letter) => sum + advance(letter), 0) * size,
  };
}

/** Where each table of a TrueType file begins. */
function tablesOf(bytes: Buffer): (name: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16;
    offsets.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8));
  }
  return (name) => {
    const at = offsets.get(name);
    if (at === undefined) throw new Error(`the font has no table ${name}`);
    return at;
  };
}

/** Letters to glyphs, from a subtable of format 12 or 4. */
function glyphsOf(bytes: Buffer, cmap: number): ReadonlyMap<number, number> {
  const subtables = Array.from(
    { length: bytes.readUInt16BE(cmap + 2) },
    (_, index) => cmap + bytes.readUInt32BE(cmap + 8 + index * 8),
  );
  const whole = subtables.find((at) => bytes.readUInt16BE(at) === 12);
  const basic = subtables.find((at) => bytes.readUInt16BE(at) === 4);
  if (whole !== undefined) return fromGroups(bytes, whole);
  if (basic !== undefined) return fromSegments(bytes, basic);
  throw new Error('the font has no table of letters that is known');
}

function fromGroups(bytes: Buffer, at: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < bytes.readUInt32BE(at + 12); index += 1) {
    const [first = 0, last = 0, glyph = 0] = [0, 4, 8].map((more) => bytes.readUInt32BE(at + 16 + index * 12 + more));
    for (let letter = first; letter <= last; letter += 1) glyphs.set(letter, glyph + letter - first);
  }
  return glyphs;
}

function fromSegments(bytes: Buffer, at: number): ReadonlyMap<number, number> {
  const length = bytes.readUInt16BE(at + 6);
  const segments = Array.from({ length: length / 2 }, (_, index) => segmentOf(bytes, at, length, index * 2));
  return new Map(segments.flat());
}

/** The letters of one segment with their glyphs; 0 is the glyph of a letter that there is not. */
function segmentOf(bytes: Buffer, at: number, length: number, more: number): readonly [number, number][] {
  const last = Math.min(bytes.readUInt16BE(at + 14 + more), 0xfffe);
  const first = bytes.readUInt16BE(at + 16 + length + more);
  const delta = bytes.readUInt16BE(at + 16 + 2 * length + more);
  const rangeAt = at + 16 + 3 * length + more;
  const range = bytes.readUInt16BE(rangeAt);
  const glyphOf = (letter: number) => {
    const raw = range === 0 ? letter : bytes.readUInt16BE(rangeAt + range + 2 * (letter - first));
    return raw === 0 ? 0 : (raw + delta) & 0xffff;
  };
  const letters = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return letters.map((letter): [number, number] => [letter, glyphOf(letter)]).filter(([, glyph]) => glyph !== 0);
}
