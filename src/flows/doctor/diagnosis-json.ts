import type { Diagnosis, Found } from '../../domain/doctor.ts';
import type { Lang } from '../../domain/text.ts';
import { say } from '../../messages/say.ts';
import { countsOf, exitCodeOf, groupOf, inOrder } from './groups.ts';

/** One object with what was found; fields are only ever added. `facts` holds the names behind the sentence. */
export function diagnosisJson({ at, found }: Diagnosis, lang: Lang): string {
  const shown = {
    schema: 'fiveohtwo/doctor/v1',
    at: new Date(at).toISOString(),
    exitCode: exitCodeOf(found),
    counts: countsOf(found),
    found: inOrder(found).map((one) => entry(one, lang)),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function entry(one: Found, lang: Lang) {
  const { id, state, said, fix } = one;
  return {
    group: groupOf(one),
    id,
    state,
    says: say(lang, said),
    fix: fix === null ? null : say(lang, fix),
    facts: said.args ?? {},
  };
}
