import { localeOf } from '../config/read-env.ts';
import type { Found } from '../domain/doctor.ts';
import type { Lang } from '../domain/text.ts';
import { diagnosisJson } from '../flows/doctor/diagnosis-json.ts';
import { countsOf, exitCodeOf, groupOf, groups, inOrder } from '../flows/doctor/groups.ts';
import { say, tell } from '../messages/say.ts';
import { langOption, type Run } from './context.ts';
import { showSteps } from './doctor-progress.ts';
import { hang, harmless, type Paper, paperFor } from './text/paper.ts';
import { padColumns } from './text/width.ts';

/** `502 doctor`: tries everything that the bot stands on. Gives 0, 2 (something does not work) or 3 (something is not known). */
export const doctor: Run = async ({ parts, terminal }, [target], options) => {
  const asked = langOption(options);
  const steps = showSteps(terminal, asked ?? localeOf(terminal.env));
  const examined = await parts
    .doctor({
      env: terminal.env,
      target: target || null,
      ...(asked && { lang: asked }),
      signal: terminal.interrupt(),
      onStart: steps.onStart,
      onDone: steps.onDone,
    })
    .finally(steps.stop);
  const { diagnosis, lang } = examined;
  const text = () => `${diagnosisText(diagnosis.found, lang, paperFor(terminal))}\n`;
  terminal.out(options.format === 'json' ? diagnosisJson(diagnosis, lang) : text());
  return exitCodeOf(diagnosis.found);
};

const STATE_COLUMNS = 9;

/** A table by groups; what does not work has the line that mends it below. */
export function diagnosisText(found: readonly Found[], lang: Lang, paper: Paper): string {
  const sorted = inOrder(found);
  const sections = groups.flatMap((group) => {
    const own = sorted.filter((one) => groupOf(one) === group);
    if (own.length === 0) return [];
    return [paper.bold(tell(lang, `doctor/group/${group}`)), ...own.flatMap((one) => rowOf(one, lang, paper)), ''];
  });
  const { ok, failed, unknown, off } = countsOf(found);
  const summary = tell(lang, 'doctor/summary', { ok, failed, unknown, off });
  const healthy = exitCodeOf(found) === 0 ? [tell(lang, 'doctor/healthy')] : [];
  return [...sections, ...healthy, summary].join('\n');
}

function rowOf(one: Found, lang: Lang, paper: Paper): readonly string[] {
  const word = padColumns(tell(lang, `doctor/state/${one.state}`), STATE_COLUMNS);
  const said = hang(paper, `  ${word}`, `${say(lang, one.said)} [${one.id}]`);
  // One line in one piece, so that it can be copied.
  const fix = one.fix === null ? [] : [`  ${' '.repeat(STATE_COLUMNS)}→ ${harmless(say(lang, one.fix))}`];
  return [...said, ...fix];
}
