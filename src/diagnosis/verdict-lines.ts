import { clock } from '../checks/reading/clock.ts';
import type { Answer, Argument, RankedCause, Symptom } from '../domain/answer.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { kindOf } from './kebab.ts';
import { wordBounds } from './scale.ts';
import { causeTitle, decibansText, gapText, kindText, listed, percentOf, wordText } from './words.ts';

/** The verdict in three lines: what, why and why not, what was not seen. The only layout of a verdict in text. */
export function verdictLines(answer: Answer, lang: Lang): readonly string[] {
  return [withEnd(headline(answer, lang), answer, lang), reasons(answer, lang), gaps(answer, lang)];
}

/** What is over is said with the verdict: nobody should mend what has already ended. */
function withEnd(line: string, { impact, window, verdict }: Answer, lang: Lang): string {
  if (impact?.until == null || verdict === 'healthy') return line;
  return `${line} ${tell(lang, 'verdict/impact/over', { at: clock(impact.until, window.to) })}`;
}

/** Who made how many failures, in one line. */
export function symptomLine({ symptom }: Answer, lang: Lang): string {
  const { status, count, mintedBy } = symptom;
  const requests =
    symptom.requests === null
      ? tell(lang, 'verdict/symptom/uncounted')
      : new Intl.NumberFormat(lang).format(symptom.requests);
  if (count === null) return uncounted(symptom, requests, lang);
  if (status === null) return tell(lang, 'verdict/symptom/none', { requests });
  const madeBy = mintedBy ?? 'unknown';
  const known = isAtLeast(symptom) ? 'least' : 'whole';
  if (status !== 502) return tell(lang, 'verdict/symptom/other', { count, status, requests, madeBy, known });
  return tell(lang, 'verdict/symptom/502', { count, requests, madeBy, known, ongoing: goesOn(symptom) });
}

/** True when more than `count` could have failed. Answers of earlier versions did not say. */
export function isAtLeast({ count, bounds }: Symptom): boolean {
  return count !== null && bounds !== undefined && bounds.most !== count;
}

function uncounted({ bounds }: Symptom, requests: string, lang: Lang): string {
  const most = bounds?.most ?? null;
  if (most === null) return tell(lang, 'verdict/symptom/unknown');
  return tell(lang, 'verdict/symptom/at-most', { most, requests });
}

function goesOn({ ongoing }: Symptom): string {
  if (ongoing === null) return 'unknown';
  return ongoing ? 'yes' : 'no';
}

/** What would tell most next, or undefined when nothing is worth asking. */
export function nextTestLine({ nextTest }: Answer, lang: Lang): string | undefined {
  if (nextTest === null) return undefined;
  const kind = kindOf(nextTest.what);
  const what = kind === undefined ? nextTest.what : kindText(kind, lang);
  return tell(lang, 'verdict/next-test', { what, bits: nextTest.informationBits, seconds: nextTest.seconds });
}

function headline(answer: Answer, lang: Lang): string {
  switch (answer.verdict) {
    case 'healthy':
      return healthyLine(answer.symptom, lang);
    case 'not-a-502':
      return notA502(answer.symptom, lang);
    case 'cause':
      return causeLine(answer, lang);
    case 'unclear':
      return tell(lang, answer.symptom.count === null ? 'verdict/line/unclear-unseen' : 'verdict/line/unclear', {
        candidates: candidates(answer, answer.causes.slice(0, 3), lang),
      });
  }
}

/** A count that could not be told is no zero: it is healthy because even the most it can be is usual. */
function healthyLine({ count, bounds, requests }: Symptom, lang: Lang): string {
  const most = bounds?.most ?? count;
  if (most === null) return tell(lang, 'verdict/line/healthy/uncounted', { requests: requests ?? 0 });
  const known = most === count ? 'whole' : 'most';
  return tell(lang, 'verdict/line/healthy', { count: most, known, requests: requests ?? 0 });
}

function notA502(symptom: Symptom, lang: Lang): string {
  const { status, count, mintedBy } = symptom;
  const meaning = status === 500 || status === 503 || status === 504 ? status : 'other';
  return tell(lang, 'verdict/line/not-a-502', {
    count: count ?? 0,
    known: isAtLeast(symptom) ? 'least' : 'whole',
    status: status ?? '5xx',
    madeBy: mintedBy ?? 'unknown',
    meaning: tell(lang, `verdict/meaning/${meaning}`),
  });
}

function causeLine(answer: Answer, lang: Lang): string {
  const [first, ...rest] = answer.causes;
  if (first === undefined) throw new Error('a verdict of a cause lists one');
  if (first.probability < 0.5) return groupLine(answer, first, lang);
  const line = tell(lang, 'verdict/line/cause', {
    percent: percentOf(first.probability, lang),
    title: causeTitle(first.id, lang, first.title),
    word: wordText(first.word, lang),
  });
  const next = candidates(answer, rest.slice(0, 2), lang);
  return next === '' ? line : tell(lang, 'verdict/line/next', { line, candidates: next });
}

/** Only together they reach one half: the evidence does not tell them apart, and each is told with its own share. */
function groupLine({ causes }: Answer, { group }: RankedCause, lang: Lang): string {
  const members = causes.filter((cause) => cause.group === group);
  const told = members.map(({ id, title, probability }) =>
    tell(lang, 'verdict/candidate', { title: causeTitle(id, lang, title), percent: percentOf(probability, lang) }),
  );
  return tell(lang, 'verdict/line/group', { causes: listed(told, lang) });
}

/** Most probable first; what nobody listed stands where its probability puts it. Below "possible" they are noise. */
function candidates(answer: Answer, causes: readonly RankedCause[], lang: Lang): string {
  const named = causes.map(({ id, title, probability }) => ({ title: causeTitle(id, lang, title), probability }));
  const others = [
    { title: tell(lang, 'verdict/unlisted'), probability: answer.unlisted },
    { title: tell(lang, 'verdict/no-fault'), probability: answer.noFault ?? 0 },
  ];
  const all = [...named, ...others]
    .filter(({ probability }) => probability >= wordBounds.possible)
    .sort((a, b) => b.probability - a.probability);
  return listed(
    all.map(({ title, probability }) =>
      tell(lang, 'verdict/candidate', { title, percent: percentOf(probability, lang) }),
    ),
    lang,
  );
}

function reasons(answer: Answer, lang: Lang): string {
  if (answer.verdict === 'healthy' || answer.verdict === 'not-a-502')
    return tell(lang, 'verdict/facts', { facts: symptomLine(answer, lang) });
  const [first] = answer.causes;
  return tell(lang, 'verdict/arguments', {
    for: told(seenFirst(answer, first?.for ?? []).slice(0, 2), lang),
    against: told((first?.against ?? []).slice(0, 1), lang),
  });
}

/** What was seen convinces a reader; silence, however heavy, comes after it. */
function seenFirst({ findings }: Answer, list: readonly Argument[]): Argument[] {
  const seen = new Set(findings.filter(({ observation }) => observation === 'seen').map(({ check }) => check));
  return [...list.filter(({ check }) => seen.has(check)), ...list.filter(({ check }) => !seen.has(check))];
}

function told(list: readonly Argument[], lang: Lang): string {
  const parts = list.map(({ sentence, decibans }) =>
    tell(lang, 'verdict/argument', { sentence: bare(sentence), decibans: decibansText(decibans) }),
  );
  return parts.join(' · ') || tell(lang, 'verdict/no-arguments');
}

/** A sentence in the middle of a line loses its full stop. */
function bare(sentence: string): string {
  return sentence.replace(/[.。]$/u, '');
}

/** What was not seen, and what was and still told nothing. */
function gaps(answer: Answer, lang: Lang): string {
  const missed = missedLine(answer, lang);
  const untold = (answer.untold ?? []).slice(0, 2).map(({ sentence }) => bare(sentence));
  if (untold.length === 0) return missed ?? tell(lang, 'verdict/no-gaps');
  const told = untold.join(' · ');
  if (missed === undefined) return tell(lang, 'verdict/untold', { untold: told });
  return tell(lang, 'verdict/gaps/untold', { line: missed, untold: told });
}

/** The gap that would decide most comes first in the answer. */
function missedLine(answer: Answer, lang: Lang): string | undefined {
  const [first, ...rest] = answer.gaps;
  if (first === undefined) return undefined;
  const text = gapText(first, lang);
  return tell(lang, 'verdict/gaps', {
    gaps: rest.length === 0 ? text : tell(lang, 'verdict/gaps/more', { gaps: text, more: rest.length }),
  });
}
