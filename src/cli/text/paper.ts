import { columnsOf, wrapColumns } from './width.ts';

/** How text is set: its width, and what emphasis looks like where it can be shown. */
export interface Paper {
  readonly columns: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;
const sgr = (on: number, off: number) => (text: string) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);

/** Emphasis on a screen only. It never carries meaning: every line says in words what it is. */
export function paperFor(terminal: {
  readonly outIsScreen: boolean;
  readonly columns: number;
  readonly env: NodeJS.ProcessEnv;
}): Paper {
  const emphasis = terminal.outIsScreen && !terminal.env.NO_COLOR && terminal.env.TERM !== 'dumb';
  return {
    columns: Math.max(40, Math.min(100, terminal.columns)),
    bold: emphasis ? sgr(1, 22) : plain,
    dim: emphasis ? sgr(2, 22) : plain,
  };
}

/** Control and direction characters: a log line must not be able to move the cursor or to hide what stands there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function harmless(text: string): string {
  return text.replace(unsafe, ' ');
}

/** A paragraph behind a lead (a bullet, a number); later lines hang under its start. */
export function hang(paper: Paper, lead: string, text: string): readonly string[] {
  const room = Math.max(20, paper.columns - columnsOf(lead));
  const indent = ' '.repeat(columnsOf(lead));
  return wrapColumns(harmless(text), room).map((line, index) => (index === 0 ? lead : indent) + line);
}
