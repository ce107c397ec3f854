import type { Answer } from '../domain/answer.ts';

/** Failures this near to where the window begins may have begun before it; metrics count by the minute. */
const EDGE_MS = 3 * 60_000;

/** True when the first failure seen is only where looking began: it says "at or before", nothing of the onset. */
export function mayHaveBegunBefore({ symptom, window }: Pick<Answer, 'symptom' | 'window'>): boolean {
  return symptom.firstSeen !== null && Date.parse(symptom.firstSeen) - Date.parse(window.from) < EDGE_MS;
}
