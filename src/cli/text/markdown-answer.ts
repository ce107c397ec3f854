import { gapText, percentOf, symptomLine, verdictLines, wordText } from '../../diagnosis/index.ts';
import { decibansText } from '../../diagnosis/words.ts';
import type { Answer, Argument, RankedCause } from '../../domain/answer.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { markdown } from '../../reports/markdown-text.ts';
import { pathText } from '../../reports/path-text.ts';
import { remedyText } from './cause-lines.ts';
import { impactRows } from './impact-rows.ts';
import type { Shown } from './shown.ts';
import { sinceText } from './since.ts';
import { spanText } from './times.ts';

/** The answer to paste into a ticket. What AWS and the logs said is escaped: it must not become a link or an image. */
export function markdownAnswer(answer: Answer, shown: Shown): string {
  const { lang, timeZone, bundle } = shown;
  const since = sinceText(answer, shown);
  const { target, path, window, run } = answer;
  return [
    `## ${markdown(target.name)}`,
    verdictLines(answer, lang).map(markdown).join('  \n'),
    ...(['now', 'later'] as const).flatMap((kind) => remedyText(answer, kind, lang) ?? []).map(markdown),
    [
      `- ${tell(lang, 'cli/answer/path')}: ${markdown(pathText(path))}`,
      `- ${tell(lang, 'cli/answer/window')}: ${spanText(window.from, window.to, timeZone)}`,
      `- ${tell(lang, 'cli/answer/errors')}: ${markdown(symptomLine(answer, lang))}`,
      ...(since === undefined ? [] : [`- ${tell(lang, 'cli/answer/since')}: ${since}`]),
      ...impactRows(answer, shown).map(([label, value]) => `- ${label}: ${markdown(value)}`),
    ].join('\n'),
    ...(answer.verdict === 'healthy' ? [] : [causeSection(answer.causes, lang)]),
    ...listSection(
      tell(lang, 'cli/answer/gaps'),
      answer.gaps.map((gap) => gapText(gap, lang)),
    ),
    ...listSection(
      tell(lang, 'cli/answer/checklist'),
      answer.checklist.map(({ sentence }) => sentence),
    ),
    ...listSection(
      tell(lang, 'cli/answer/evidence'),
      answer.evidence.map(({ id, what }) => `${id}: ${what}`),
    ),
    `${tell(lang, 'cli/answer/bundle')} \`${bundle.replaceAll('`', '')}\` (${run.bundle})`,
  ].join('\n\n');
}

function causeSection(causes: readonly RankedCause[], lang: Lang): string {
  const lines = causes
    .slice(0, 5)
    .flatMap(({ title, id, probability, word, ...cause }, index) => [
      `${index + 1}. **${percentOf(probability, lang)} ${wordText(word, lang)}** ${markdown(title)} (\`${id}\`)`,
      ...cause.for.map((argument) => argumentLine(argument)),
      ...cause.against.map((argument) => argumentLine(argument)),
    ]);
  return [`### ${tell(lang, 'cli/answer/causes')}`, '', ...lines].join('\n');
}

function argumentLine({ decibans, sentence, evidence }: Argument): string {
  return `   - ${decibansText(decibans, 1)} dB: ${markdown(sentence)} ${evidence.map((id) => `\`${id}\``).join(' ')}`;
}

function listSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[`### ${title}`, '', ...lines.map((line) => `- ${markdown(line)}`)].join('\n')];
}
