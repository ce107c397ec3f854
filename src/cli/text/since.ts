import { mayHaveBegunBefore } from '../../diagnosis/index.ts';
import type { Answer } from '../../domain/answer.ts';
import { tell } from '../../messages/say.ts';
import type { Shown } from './shown.ts';
import { momentText } from './times.ts';

/** Since when it fails; undefined when nothing does, or when that is not known. */
export function sinceText(answer: Answer, { lang, timeZone }: Pick<Shown, 'lang' | 'timeZone'>): string | undefined {
  const { firstSeen, count } = answer.symptom;
  if (firstSeen === null || count === 0) return undefined;
  const began = mayHaveBegunBefore(answer) ? 'before' : 'then';
  return tell(lang, 'cli/answer/since-when', { at: momentText(firstSeen, timeZone), began });
}
