import type { Answer } from '../domain/answer.ts';

/** One JSON object in the answer's own key order: the same answer gives the same bytes. */
export function answerJson(answer: Answer): string {
  return JSON.stringify(answer, null, 2);
}
