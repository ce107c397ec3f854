import type { Face } from './font.ts';

/** Japanese typesetters put it where a letter is missing: better than a hole that nobody sees. */
const geta = '〓';

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** What the font can draw of a text: what cannot be seen is taken out, a letter that the font lacks becomes 〓. */
export function drawable(face: Face, text: string): string {
  const whole = text.slice(0, 1000).toWellFormed().normalize('NFC');
  return [...graphemes.segment(whole)]
    .map(({ segment }) => letterOf(face, segment))
    .join('')
    .trim();
}

function letterOf(face: Face, segment: string): string {
  if (/^\s$/u.test(segment)) return ' ';
  if (/^\p{C}+$/u.test(segment)) return '';
  return [...segment].every((letter) => face.has(letter.codePointAt(0) ?? 0)) ? segment : geta;
}

/** As much of a drawable text as has room. */
export function fitted(face: Face, text: string, size: number, room: number): string {
  if (face.width(text, size) <= room) return text;
  const letters = [...text];
  while (letters.length > 0 && face.width(`${letters.join('')}…`, size) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
