import type { Lang } from '../domain/text.ts';
import { catalogue } from '../messages/catalogue.ts';
import { format, tell } from '../messages/say.ts';

/** A look's outcome, as its card and its event keep it, in words: `targets/unhealthy=seen`, `otherwise=unknown`. */
export function lookOutcome(outcome: string | null, lang: Lang): string {
  const [check = '', state = ''] = (outcome ?? 'otherwise').split('=');
  // Looks of earlier versions did not keep what the observations were.
  if (check === 'otherwise') return tell(lang, 'incident/card-otherwise', { observed: selector(state) });
  if (state === '') return check;
  const title = catalogue.get(`check/${check}/title`);
  return tell(lang, 'incident/card-branch', {
    title: title === undefined ? check : format(lang, title),
    state: state === 'not-seen' ? 'absent' : state,
  });
}

/** ICU takes no hyphen in the name of a case. */
const selector = (state: string): string => state.replaceAll('-', '_');
