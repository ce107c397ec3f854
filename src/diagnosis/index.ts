import { causes } from '../causes/index.ts';
import { checks } from '../checks/index.ts';
import type { Answer } from '../domain/answer.ts';
import type { Bundle } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import { answerOf } from './answer.ts';
import { explainOf } from './explain.ts';

/** The verdict of a recorded run. Pure and deterministic. */
export function diagnose(bundle: Bundle, bundleDigest: string, lang: Lang): Answer {
  return answerOf(bundle, bundleDigest, { checks, causes }, lang);
}

/** The whole arithmetic of a recorded run, line by line. */
export function explain(bundle: Bundle, bundleDigest: string, lang: Lang): string[] {
  return explainOf(bundle, bundleDigest, { checks, causes }, lang);
}

export { exitCodeOf } from './answer.ts';
export { answerJson } from './answer-json.ts';
export { answerJsonSchema, answerSchema } from './answer-schema.ts';
export { mayHaveBegunBefore } from './began.ts';
export { kebab, kindOf } from './kebab.ts';
export { kindsNeeded } from './run-checks.ts';
export { isAtLeast, nextTestLine, symptomLine, verdictLines } from './verdict-lines.ts';
export {
  causeTitle,
  decibansText,
  gapText,
  kindText,
  listed,
  percentOf,
  reasonText,
  wordOf,
  wordText,
} from './words.ts';
