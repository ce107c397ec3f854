import { gapText, nextTestLine, symptomLine, verdictLines } from '../../diagnosis/index.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { pathText } from '../../reports/path-text.ts';
import { causeLines, remedyText } from './cause-lines.ts';
import { impactRows } from './impact-rows.ts';
import { hang, harmless, type Paper } from './paper.ts';
import type { Shown } from './shown.ts';
import { sinceText } from './since.ts';
import { everyMinute, sparkline } from './spark.ts';
import { spanText } from './times.ts';
import { columnsOf, padColumns } from './width.ts';

/** The whole answer for a terminal: the verdict first, then what it stands on, what is missing, and what to do next. */
export function textAnswer(answer: Answer, shown: Shown, paper: Paper): string {
  const { lang } = shown;
  const sections: readonly (readonly string[])[] = [
    verdictLines(answer, lang).flatMap((line, index) =>
      hang(paper, '', line).map(index === 0 ? paper.bold : (own) => own),
    ),
    remedyLines(answer, 'now', lang, paper),
    about(answer, shown, paper),
    causeLines(answer, lang, paper),
    remedyLines(answer, 'later', lang, paper),
    gapLines(answer, lang, paper),
    checklistLines(answer, lang, paper),
    nextLines(answer, lang, paper),
    endLines(answer, shown, paper),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function remedyLines(answer: Answer, kind: 'now' | 'later', lang: Lang, paper: Paper): readonly string[] {
  const text = remedyText(answer, kind, lang);
  return text === undefined ? [] : hang(paper, '', text);
}

function titled(paper: Paper, title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [paper.bold(title), ...lines];
}

/** Label and value in two columns; labels are as wide as the widest in this language. */
function table(paper: Paper, rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([label]) => columnsOf(label)));
  return rows.flatMap(([label, value]) => hang(paper, `${padColumns(label, width)}  `, value));
}

function about(answer: Answer, shown: Shown, paper: Paper): readonly string[] {
  const { lang, timeZone } = shown;
  const since = sinceText(answer, shown);
  const { target, path, window, symptom } = answer;
  const where = [target.name, target.region, target.account].filter((part) => part !== null).join(' · ');
  const bars = symptom.byMinute.length === 0 ? [] : everyMinute(symptom.byMinute, window.from, window.to);
  return table(paper, [
    [tell(lang, 'cli/answer/target'), where],
    [tell(lang, 'cli/answer/path'), pathText(path)],
    [tell(lang, 'cli/answer/window'), spanText(window.from, window.to, timeZone)],
    [tell(lang, 'cli/answer/errors'), symptomLine(answer, lang)],
    ...(since === undefined ? [] : ([[tell(lang, 'cli/answer/since'), since]] as const)),
    ...impactRows(answer, shown),
    ...(bars.length === 0 ? [] : ([[tell(lang, 'cli/answer/by-minute'), sparkline(bars, 60)]] as const)),
  ]);
}

function gapLines({ gaps }: Answer, lang: Lang, paper: Paper): readonly string[] {
  const lines = gaps.flatMap((gap) => hang(paper, '  ? ', gapText(gap, lang)));
  return titled(paper, tell(lang, 'cli/answer/gaps'), lines);
}

const marks = { seen: '!', 'not-seen': '✓', unknown: '?', 'not-applicable': '–' } as const;

/** The mark is only a help for the eye: the sentence says what was observed. */
function checklistLines({ checklist }: Answer, lang: Lang, paper: Paper): readonly string[] {
  const lines = checklist.flatMap(({ observation, sentence }) => hang(paper, `  ${marks[observation]} `, sentence));
  return titled(paper, tell(lang, 'cli/answer/checklist'), lines);
}

function nextLines(answer: Answer, lang: Lang, paper: Paper): readonly string[] {
  const line = nextTestLine(answer, lang);
  return line === undefined ? [] : hang(paper, '', line);
}

function endLines({ run, evidence, cost }: Answer, { lang, bundle }: Shown, paper: Paper): readonly string[] {
  const items = evidence.flatMap(({ id, what }) => hang(paper, `  ${padColumns(id, 6)}`, what));
  const costs = {
    seconds: cost.seconds,
    trips: cost.roundTrips,
    calls: cost.calls,
    megabytes: cost.bytes / 1e6,
    usd: cost.usd,
  };
  return [
    ...titled(paper, tell(lang, 'cli/answer/evidence'), items),
    ...(items.length === 0 ? [] : ['']),
    // The path stays on one line, so that it can be copied.
    `${tell(lang, 'cli/answer/bundle')} ${harmless(bundle)}`,
    ...hang(paper, '', tell(lang, 'cli/answer/cost', costs)).map(paper.dim),
    ...hang(paper, '', moreText(run.id, evidence[0]?.id, lang)).map(paper.dim),
  ];
}

/** The example is a piece that this run has, so that it can be typed as it stands. */
function moreText(run: string, evidence: string | undefined, lang: Lang): string {
  if (evidence === undefined) return tell(lang, 'cli/answer/more-without-evidence', { run });
  return tell(lang, 'cli/answer/more', { run, evidence });
}
