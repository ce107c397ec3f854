const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian Wide and Fullwidth blocks that occur in our texts, and pictures that terminals draw two columns wide. */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|.*\ufe0f)/u;

/** How many columns a terminal needs for it: 2 for a Japanese character, 1 for a Latin one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/** Fills up with spaces to the right; longer text stays as it is. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Cuts to the columns given and says so with an ellipsis. */
export function fitColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (columnsOf(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Characters that must not begin a line (closing marks), nor end one (opening marks). */
const notFirst = /^[、。，．）」』】〕｝・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ),.;:!?%\]}]/u;
const notLast = /[（「『【〔｛([{]$/u;

/** Lines of at most `columns`: broken at spaces, and between Japanese characters where their rules allow it. */
export function wrapColumns(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (columnsOf(line + piece.trimEnd()) <= columns || line === '') {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return [...lines, line.trimEnd()].flatMap((one) => hardBreak(one, columns));
}

/** What may not be broken: words with the space behind them, and Japanese characters with the marks that cling to them. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && clings(last, segment)) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

function clings(before: string, next: string): boolean {
  if (next === ' ') return true;
  if (before.endsWith(' ')) return false;
  if (notFirst.test(next) || notLast.test(before)) return true;
  return !wide.test(next) && !wide.test([...before].at(-1) ?? '');
}

/** An ARN longer than the screen is cut where the screen ends. */
function hardBreak(line: string, columns: number): readonly string[] {
  if (columnsOf(line) <= columns) return [line];
  const lines: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(line)) {
    if (columnsOf(part + segment) > columns) {
      lines.push(part);
      part = '';
    }
    part += segment;
  }
  return [...lines, part];
}
