import type { Answer } from '../domain/answer.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { utc } from './times.ts';
import type { Fact, ReportInput } from './types.ts';

/** A report's input with the language that its sentences are written in. */
export interface Material extends ReportInput {
  readonly lang: Lang;
}

/** Ids of evidence are only unique within a run. */
export function evidenceRef(run: string, evidence: string): string {
  return `${run}/${evidence}`;
}

/** Everything of a run that the number of failures can come from; the run itself where nothing was read. */
export function countRefs({ run, evidence }: Answer): readonly string[] {
  const counted = evidence.filter(
    ({ kind }) => kind === 'accessLog' || kind === 'metrics' || String(kind) === 'access-log',
  );
  return counted.length === 0 ? [run.id] : counted.map(({ id }) => evidenceRef(run.id, id));
}

export function fact(text: string, refs: readonly string[]): Fact {
  return { text, refs };
}

/** The run that decided: the last one that named a cause, else the last that listed any. */
export function decisive(answers: readonly Answer[]): Answer | undefined {
  return answers.findLast(({ verdict }) => verdict === 'cause') ?? answers.findLast(({ causes }) => causes.length > 0);
}

/** The run that saw the most failures. */
export function worst(answers: readonly Answer[]): Answer | undefined {
  return answers.toSorted((a, b) => (b.symptom.count ?? -1) - (a.symptom.count ?? -1))[0];
}

/** Who: the bot, a person in Slack by id, or a name at a terminal. */
export function personText(person: string, lang: Lang): string {
  if (person === 'bot') return tell(lang, 'report/person/bot');
  const [, user] = /^slack:[^/]*\/(.+)$/.exec(person) ?? [];
  return user === undefined ? person.replace(/^cli:/, '') : `@${user}`;
}

/** `2026-11-20 09:41:07 UTC (18:41:07 Asia/Tokyo)`. */
export function moment(at: number | string, timeZone: string): string {
  const there = new Date(at).toLocaleString('sv-SE', { timeZone });
  const same = there.slice(0, 10) === utc(at).slice(0, 10);
  return there === utc(at) ? `${utc(at)} UTC` : `${utc(at)} UTC (${same ? there.slice(11) : there} ${timeZone})`;
}
