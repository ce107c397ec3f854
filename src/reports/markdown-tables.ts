import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import type { TextId } from '../messages/texts/index.ts';
import { markdown } from './markdown-text.ts';
import { moment } from './material.ts';
import { utc } from './times.ts';
import type { Cite, Report, ReportActionItem } from './types.ts';

export function clockTable({ clocks, lang, timeZone }: Report, cite: Cite): string {
  return table(
    lang,
    [
      'report/column/clock',
      'report/column/at',
      'report/column/how',
      'report/column/confidence',
      'report/column/source',
    ],
    clocks.map(({ name, at, orBefore, method, confidence, refs }) => [
      tell(lang, `report/clock/${name}`),
      at === null ? tell(lang, 'report/unknown') : timeText(moment(at, timeZone), orBefore, lang),
      method,
      confidence === null ? '–' : tell(lang, `report/confidence/${confidence}`),
      refs.length === 0 ? '–' : { raw: cite(refs) },
    ]),
  );
}

function timeText(at: string, orBefore: true | undefined, lang: Lang): string {
  return orBefore === undefined ? at : tell(lang, 'report/clock/or-before', { at });
}

export function durationList({ durations, lang }: Report, cite: Cite): string {
  return durations
    .map(({ name, seconds, atLeast, refs }) => {
      const label = tell(lang, `report/duration/${name}`);
      return seconds === null
        ? `- ${label}: ${tell(lang, 'report/unknown')}`
        : `- ${label}: ${tell(lang, atLeast ? 'report/duration/at-least' : 'report/duration', partsOf(seconds))} ${cite(refs)}`;
    })
    .join('\n');
}

function partsOf(seconds: number) {
  return {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    seconds: Math.floor(seconds % 60),
  };
}

export function stepTable({ steps, lang }: Report, cite: Cite): string {
  if (steps.length === 0) return '';
  return table(
    lang,
    [
      'report/column/runbook',
      'report/column/step',
      'report/column/who',
      'report/column/at',
      'report/column/result',
      'report/column/source',
    ],
    steps.map(({ runbook, step, who, doneAt, result, reason, refs }) => [
      runbook,
      step,
      who ?? '–',
      doneAt === null ? '–' : `${utc(doneAt)} UTC`,
      reason === null ? result : tell(lang, 'report/step/skipped', { result, reason }),
      { raw: cite(refs) },
    ]),
  );
}

export function timelineTable({ timeline, timeZone, lang }: Report, cite: Cite): string {
  if (timeline.length === 0) return '';
  // Beside UTC only where it says something else.
  const elsewhere = timeline.some(({ at, local }) => local !== utc(at));
  const zone = elsewhere ? [{ text: tell(lang, 'report/column/local', { timeZone }) }] : [];
  return table(
    lang,
    ['report/column/utc', ...zone, 'report/column/who', 'report/column/event', 'report/column/source'],
    timeline.map(({ at, local, who, text, refs }) => [
      utc(at),
      ...(elsewhere ? [local] : []),
      who,
      text,
      { raw: cite(refs) },
    ]),
  );
}

export function actionTable({ actionItems, lang }: Report, cite: Cite): string {
  if (actionItems.length === 0) return '';
  return table(
    lang,
    ['report/column/item', 'report/column/type', 'report/column/owner', 'report/column/due', 'report/column/source'],
    actionItems.map((item) => [
      item.text,
      tell(lang, `report/item/${item.type}`),
      orMissing(item, 'owner', lang),
      orMissing(item, 'due', lang),
      { raw: cite(item.refs) },
    ]),
  );
}

/** An item that nobody owns, or that is never due, is not done: it stands out. */
function orMissing(item: ReportActionItem, field: 'owner' | 'due', lang: Lang): string | Raw {
  return item[field] ?? { raw: `**${tell(lang, `report/item/no-${field}`)}**` };
}

/** Numbered as the sentences cite it. */
export function appendixList({ appendix, lang }: Report): string {
  return appendix
    .map(({ id, kind, what, link, digest }, index) => {
      const place = link === null ? '' : ` <${encodeURI(link).replaceAll('>', '%3E')}>`;
      const proof = digest === null ? '' : ` (\`${digest.replaceAll('`', '')}\`)`;
      return `${index + 1}. \`${id}\` ${tell(lang, `report/kind/${kind}`)}: ${markdown(what)}${place}${proof}`;
    })
    .join('\n');
}

interface Raw {
  readonly raw: string;
}
type Cell = string | Raw;

function table(
  lang: Lang,
  heads: readonly (TextId | { readonly text: string })[],
  rows: readonly (readonly Cell[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads.map((head) => markdown(typeof head === 'string' ? tell(lang, head) : head.text))),
    line(heads.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => (typeof cell === 'string' ? markdown(cell) : cell.raw)))),
  ].join('\n');
}
