import { gapText, isAtLeast, percentOf, symptomLine, verdictLines, wordText } from '../diagnosis/index.ts';
import { causeTitle } from '../diagnosis/words.ts';
import type { Answer } from '../domain/answer.ts';
import type { TimelineEvent } from '../domain/incident.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { firstAlarm } from './clocks.ts';
import { stateText } from './event-sentence.ts';
import { countRefs, decisive, evidenceRef, fact, type Material, moment, personText, worst } from './material.ts';
import { pathText } from './path-text.ts';
import type { Fact, ReportClock } from './types.ts';

/** A paragraph for somebody who was not there: what, how much, since when, why, and how it stands. */
export function summaryOf(material: Material, clocks: readonly ReportClock[]): readonly Fact[] {
  const { lang, timeZone, incident } = material;
  const [start, end] = [clocks[0], clocks[1]];
  const seen = worst(material.answers);
  const decided = decisive(material.answers);
  const leader = decided?.verdict === 'cause' ? decided.causes[0] : undefined;
  const lastChange = material.events.findLast(({ type }) =>
    ['opened', 'state-changed', 'reopened', 'resolved'].includes(type),
  );
  return [
    ...(seen === undefined || seen.symptom.count === null ? [] : [countFact('summary', seen, lang)]),
    ...(start?.at ? [fact(tell(lang, startText(start), { at: moment(start.at, timeZone) }), start.refs)] : []),
    ...(end?.at ? [fact(tell(lang, 'report/summary/end', { at: moment(end.at, timeZone) }), end.refs)] : []),
    ...(leader === undefined || decided === undefined
      ? []
      : [
          fact(
            tell(lang, 'report/summary/cause', {
              title: causeTitle(leader.id, lang),
              percent: percentOf(leader.probability, lang),
              word: wordText(leader.word, lang),
            }),
            [decided.run.id],
          ),
        ]),
    ...(lastChange === undefined
      ? []
      : [fact(tell(lang, 'report/summary/state', { state: stateText(incident.state, lang) }), [lastChange.id])]),
  ];
}

const startText = ({ orBefore }: ReportClock) =>
  orBefore === true ? 'report/summary/start-or-before' : 'report/summary/start';

function countFact(where: 'summary' | 'impact', answer: Answer, lang: Lang): Fact {
  const { count, requests, status, mintedBy } = answer.symptom;
  const args = {
    name: answer.target.name,
    count: count ?? 0,
    known: isAtLeast(answer.symptom) ? 'least' : 'whole',
    status: status ?? '5xx',
    madeBy: mintedBy ?? 'unknown',
  };
  const text =
    requests === null
      ? tell(lang, `report/${where}/count-open`, args)
      : tell(lang, `report/${where}/count`, { ...args, requests });
  return fact(text, countRefs(answer));
}

/** Who was hit, in numbers, from the run that saw the most. */
export function impactOf({ answers, lang }: Material): readonly Fact[] {
  const answer = worst(answers);
  if (answer === undefined || answer.symptom.count === null) return [];
  const { count, byTarget, byPath, byZone } = answer.symptom;
  const refs = countRefs(answer);
  const rows = (
    what: 'target' | 'path' | 'zone' | 'client',
    all: readonly { readonly name: string; readonly count: number }[],
  ) => all.slice(0, 5).map((row) => fact(tell(lang, `report/impact/${what}`, { ...row, all: count }), refs));
  return [
    countFact('impact', answer, lang),
    ...rows(
      'target',
      byTarget.map(({ target, ...row }) => ({ name: target, ...row })),
    ),
    ...rows(
      'path',
      byPath.map(({ path, ...row }) => ({ name: path, ...row })),
    ),
    ...rows(
      'zone',
      byZone.map(({ zone, ...row }) => ({ name: zone, ...row })),
    ),
    ...rows(
      'client',
      (answer.impact?.clients ?? []).map(({ name, failed }) => ({ name, count: failed })),
    ),
  ];
}

export function systemsOf({ answers, lang }: Material): readonly Fact[] {
  const answer = answers.at(-1);
  if (answer === undefined) return [];
  const { name, arn, region, account } = answer.target;
  const refs = [answer.run.id];
  return [
    fact(tell(lang, 'report/system/target', { name, arn, region, account: account ?? 'null' }), refs),
    fact(tell(lang, 'report/system/path', { path: pathText(answer.path) }), refs),
  ];
}

export function detectionOf({ events, lang, timeZone }: Material): readonly Fact[] {
  const opened = events.find(({ type }) => type === 'opened');
  return [
    ...alarmFacts(firstAlarm(events), lang, timeZone),
    ...(opened === undefined ? [] : [openedFact(opened, lang, timeZone)]),
  ];
}

function alarmFacts(alarm: TimelineEvent | undefined, lang: Lang, timeZone: string): readonly Fact[] {
  if (alarm === undefined) return [];
  const name = typeof alarm.body.name === 'string' ? alarm.body.name : '?';
  return [fact(tell(lang, 'report/detection/alarm', { name, at: moment(alarm.at, timeZone) }), [alarm.id])];
}

function openedFact({ id, by, at }: TimelineEvent, lang: Lang, timeZone: string): Fact {
  return fact(tell(lang, 'report/detection/opened', { who: personText(by, lang), at: moment(at, timeZone) }), [id]);
}

/** A proposal only: a change near the onset. Whether it was the trigger, a person says. */
export function triggerOf({ answers, lang }: Material): readonly Fact[] {
  const changes = answers.flatMap(({ run, findings }) =>
    findings
      .filter(({ layer, observation }) => layer === 'change' && observation === 'seen')
      .map(({ sentence, evidence }) => ({ sentence, refs: evidence.map((id) => evidenceRef(run.id, id)) })),
  );
  const bySentence = new Map(changes.filter(({ refs }) => refs.length > 0).map((change) => [change.sentence, change]));
  return [...bySentence.values()].map(({ sentence, refs }) =>
    fact(tell(lang, 'report/trigger/change', { sentence }), refs),
  );
}

/** How it ended, and whether the bot saw it end. */
export function resolutionOf({ answers, events, lang, timeZone }: Material): readonly Fact[] {
  const resolved = events.findLast(({ type }) => type === 'resolved' || type === 'reopened');
  const acted = events.filter(({ type }) => type === 'acted');
  const last = answers.at(-1);
  const calm = last !== undefined && answers.length > 1 && last.verdict === 'healthy' ? last : undefined;
  return [
    ...acted.map(({ id, body }) =>
      fact(tell(lang, 'report/resolution/acted', { command: String(body.command ?? '?') }), [id]),
    ),
    ...(calm === undefined
      ? []
      : [
          fact(
            tell(lang, 'report/resolution/looked', {
              at: moment(calm.run.startedAt, timeZone),
              line: symptomLine(calm, lang),
            }),
            countRefs(calm),
          ),
        ]),
    ...(resolved?.type === 'resolved'
      ? [
          fact(
            tell(lang, 'report/resolution/resolved', {
              who: personText(resolved.by, lang),
              at: moment(resolved.at, timeZone),
            }),
            [resolved.id],
          ),
        ]
      : []),
  ];
}

/** Every run with its verdict and all that it read. */
export function runsOf({ answers, lang, timeZone }: Material): readonly Fact[] {
  return answers.map((answer) => {
    const args = { at: moment(answer.run.startedAt, timeZone), verdict: verdictLines(answer, lang)[0] ?? '' };
    return fact(tell(lang, 'report/diagnosis/run', args), [answer.run.id, ...allEvidence(answer)]);
  });
}

export function gapsOf({ answers, lang }: Material): readonly Fact[] {
  const runs = new Map<string, string[]>();
  for (const { run, gaps } of answers) {
    for (const gap of gaps) runs.set(gapText(gap, lang), [...(runs.get(gapText(gap, lang)) ?? []), run.id]);
  }
  return [...runs].map(([text, refs]) => fact(text, [...new Set(refs)]));
}

function allEvidence({ run, evidence }: Answer): readonly string[] {
  return evidence.map(({ id }) => evidenceRef(run.id, id));
}
