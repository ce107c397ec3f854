import { causeTitle, gapText, percentOf, wordText } from '../../diagnosis/words.ts';
import type { Answer, AnswerFinding, RankedCause } from '../../domain/answer.ts';
import type { Cause } from '../../domain/cause.ts';
import type { Lang } from '../../domain/text.ts';
import { findingsOf, type ThreadPart } from '../../flows/thread-parts.ts';
import { format, tell } from '../../messages/say.ts';
import { escapeText, type Mrkdwn } from './limits.ts';
import { chart, facts, heading, note, type Part, text } from './parts.ts';
import { symptomChart } from './symptom-chart.ts';
import { sentenceOf, tellMrkdwn } from './words.ts';

const SHOWN_CAUSES = 4;
const SHOWN_NOT_SEEN = 3;

/** One message below the verdict: the evidence of one part of the path. */
export function runLayerParts(
  lang: Lang,
  answer: Answer,
  part: ThreadPart,
  causes: ReadonlyMap<string, Cause>,
  timeZone = 'UTC',
): readonly Part[] {
  const title = heading(tell(lang, `slack/part/${part}`));
  if (part === 'causes') return [title, ...causesParts(lang, answer, causes)];
  if (part === 'gaps') return [title, ...checklistParts(lang, answer), ...gapParts(lang, answer)];
  const drawn = part === 'front' ? symptomChart(lang, answer, timeZone) : null;
  return [title, ...(drawn === null ? [] : [chart(drawn)]), ...findingParts(lang, findingsOf(answer, part))];
}

function findingParts(lang: Lang, findings: readonly AnswerFinding[]): readonly Part[] {
  const seen = findings.filter(({ observation }) => observation === 'seen');
  const not = findings.filter(({ observation }) => observation === 'not-seen');
  return [
    ...(seen.length === 0 ? [] : [text(tellMrkdwn(lang, 'slack/seen'))]),
    ...seen.flatMap((finding) => [text(bullet(sentenceOf(finding.sentence))), ...factsOf(finding)]),
    ...(not.length === 0 ? [] : [text(tellMrkdwn(lang, 'slack/not-seen'))]),
    ...(not.length === 0 ? [] : [note(lines(notSeen(lang, not)))]),
  ];
}

/** What is not there is told by a few; the number of the others says that they were asked too. */
function notSeen(lang: Lang, findings: readonly AnswerFinding[]): readonly Mrkdwn[] {
  const told = findings.slice(0, SHOWN_NOT_SEEN).map(({ sentence }) => bullet(sentenceOf(sentence)));
  const more = findings.length - told.length;
  return more === 0 ? told : [...told, tellMrkdwn(lang, 'slack/not-seen-more', { count: more })];
}

const factsOf = ({ facts: raw }: AnswerFinding): readonly Part[] => (raw.length === 0 ? [] : [facts(raw)]);
const bullet = (sentence: Mrkdwn): Mrkdwn => `• ${sentence}` as Mrkdwn;
const lines = (all: readonly Mrkdwn[]): Mrkdwn => all.join('\n') as Mrkdwn;

function causesParts(lang: Lang, answer: Answer, causes: ReadonlyMap<string, Cause>): readonly Part[] {
  const ranked = answer.causes.slice(0, SHOWN_CAUSES);
  const unlisted = tellMrkdwn(lang, 'slack/unlisted', { percent: percentOf(answer.unlisted, lang) });
  return [...ranked.flatMap((cause, index) => causeParts(lang, cause, index, causes.get(cause.id))), note(unlisted)];
}

function causeParts(lang: Lang, ranked: RankedCause, index: number, cause: Cause | undefined): readonly Part[] {
  const { id, title, probability, word, group } = ranked;
  const percent = percentOf(probability, lang);
  const head = tellMrkdwn(lang, 'slack/cause', {
    rank: index + 1,
    title: causeTitle(id, lang, title),
    percent,
    word: wordText(word, lang),
  });
  const arguments_ = [
    ...ranked.for.slice(0, 3).map(({ sentence }) => tellMrkdwn(lang, 'slack/cause/for', { sentence })),
    ...ranked.against.slice(0, 2).map(({ sentence }) => tellMrkdwn(lang, 'slack/cause/against', { sentence })),
  ];
  return [
    text(lines([head, ...arguments_])),
    ...(index === 0 && cause !== undefined ? [text(remedies(lang, cause))] : []),
    ...(group === null || index > 0 ? [] : [note(tellMrkdwn(lang, 'slack/group', { group }))]),
  ];
}

function remedies(lang: Lang, { mitigation, prevention }: Cause): Mrkdwn {
  return lines([
    tellMrkdwn(lang, 'slack/cause/now', { text: format(lang, mitigation) }),
    tellMrkdwn(lang, 'slack/cause/later', { text: format(lang, prevention) }),
  ]);
}

function checklistParts(lang: Lang, { checklist }: Answer): readonly Part[] {
  if (checklist.length === 0) return [];
  const all = checklist.map(({ observation, sentence }) => {
    const state = tell(lang, `slack/checklist/${observation}`);
    return `${state} · ${sentenceOf(sentence)}` as Mrkdwn;
  });
  return [text(lines([tellMrkdwn(lang, 'slack/checklist'), ...all]))];
}

function gapParts(lang: Lang, { gaps, findings, checklist }: Answer): readonly Part[] {
  // Nothing was refused; that everything is known may be said only when it is.
  const isAllKnown = [...findings, ...checklist].every(({ observation }) => observation !== 'unknown');
  if (gaps.length === 0) return isAllKnown ? [note(tellMrkdwn(lang, 'slack/no-gaps'))] : [];
  return [text(lines([tellMrkdwn(lang, 'slack/gaps'), ...gaps.map((gap) => bullet(escapeText(gapText(gap, lang))))]))];
}
