import { answerJson } from '../diagnosis/index.ts';
import type { Answer } from '../domain/answer.ts';
import type { Options } from './context.ts';
import type { Terminal } from './parts.ts';
import { markdownAnswer } from './text/markdown-answer.ts';
import { paperFor } from './text/paper.ts';
import type { Shown } from './text/shown.ts';
import { textAnswer } from './text/text-answer.ts';

export function renderAnswer(answer: Answer, shown: Shown, terminal: Terminal, options: Options): string {
  if (options.format === 'json') return withNewline(answerJson(answer));
  if (options.format === 'markdown') return withNewline(markdownAnswer(answer, shown));
  return withNewline(textAnswer(answer, shown, paperFor(terminal)));
}

export const withNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
