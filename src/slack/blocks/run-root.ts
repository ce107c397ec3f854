import { symptomLine, verdictLines } from '../../diagnosis/verdict-lines.ts';
import { causeTitle, listed, percentOf, wordText } from '../../diagnosis/words.ts';
import type { Answer, Argument } from '../../domain/answer.ts';
import type { CheckRun, Incident, Progress } from '../../domain/incident.ts';
import type { Lang, Text } from '../../domain/text.ts';
import { targetName } from '../../flows/alarms/target.ts';
import { runbookValue } from '../../flows/start-runbook.ts';
import { format, tell } from '../../messages/say.ts';
import { type Bar, incidentBar } from './incident-bar.ts';
import { type Mrkdwn, mrkdwn } from './limits.ts';
import { type Button, buttons, note, type Part, text } from './parts.ts';
import { progressParts } from './progress.ts';
import { confirmResolve } from './resolve.ts';
import { runFailedParts } from './run-failed.ts';
import { symptomFields } from './symptom-fields.ts';
import { sentenceOf, spanOf, tellMrkdwn, whoDid } from './words.ts';

/** What the message of a run shows, whatever state the run is in. */
export interface RunRoot {
  readonly run: CheckRun;
  /** The incident that lives in this message's thread. */
  readonly incident: Bar | null;
  /** The incident that asked for this run, when the message lies in its thread. */
  readonly within: Incident | null;
  /** The incident of the same load balancer that is open in another thread of the channel. */
  readonly elsewhere?: { readonly incident: Incident; readonly link: string | undefined } | null;
  /** It told nothing, and the cause that the incident knew before stands. */
  readonly isOverruled?: boolean;
  /** What to do about the first cause. */
  readonly remedy: Text | null;
  /** The runbooks that there are. */
  readonly runbooks: readonly string[];
  /** A newer look at the same thing, asked for by the incident. */
  readonly latest: { readonly answer: Answer; readonly at: number } | null;
}

/** Below it a cause is noise in a message for somebody who was woken up; the thread has them all. */
const WORTH_NAMING = 0.05;

export function runRootParts(lang: Lang, root: RunRoot): readonly Part[] {
  const { run } = root;
  if (run.state === 'failed') return runFailedParts(lang, run);
  if (run.answer === null) return lookingParts(lang, run, run.progress);
  return verdictParts(lang, root, JSON.parse(run.answer) as Answer);
}

function lookingParts(lang: Lang, run: CheckRun, progress: readonly Progress[]): readonly Part[] {
  return [
    text(tellMrkdwn(lang, 'slack/looking', { query: targetName(run.query) })),
    ...progressParts(lang, progress),
    note(askedBy(lang, run)),
  ];
}

function askedBy(lang: Lang, { requestedBy, window }: CheckRun): Mrkdwn {
  return tellMrkdwn(lang, 'slack/asked', { by: whoDid(lang, requestedBy), span: spanOf(window) });
}

function verdictParts(lang: Lang, root: RunRoot, answer: Answer): readonly Part[] {
  const { run, incident, latest, remedy } = root;
  return [
    text(mrkdwn`*${headline(lang, answer)}*`),
    ...(remedy === null || answer.verdict !== 'cause'
      ? []
      : [text(tellMrkdwn(lang, 'slack/do-now', { text: format(lang, remedy) }))]),
    text(tellMrkdwn(lang, 'slack/verdict-title', { name: answer.target.name, span: spanOf(answer.window) })),
    ...symptomFields(lang, answer),
    text(reasons(lang, answer)),
    ...(root.isOverruled === true ? [note(tellMrkdwn(lang, 'incident/verdict-stands'))] : []),
    ...(hasElsewhere(root) ? [text(elsewhereLine(lang, root.elsewhere))] : []),
    ...(latest === null ? [] : [text(latestLine(lang, latest))]),
    ...(incident === null ? [] : incidentBar(lang, incident)),
    buttons([...ownButtons(lang, root, answer), ...(incident?.buttons ?? [])], incident?.menu),
    note(runNote(lang, run, answer)),
  ];
}

/** The cause alone; what else it could be stands below. */
export function headline(lang: Lang, answer: Answer): string {
  const [first] = answer.causes;
  const [line = ''] = verdictLines(answer, lang);
  if (answer.verdict !== 'cause' || first === undefined) return line;
  return tell(lang, 'verdict/line/cause', {
    percent: percentOf(first.probability, lang),
    title: causeTitle(first.id, lang, first.title),
    word: wordText(first.word, lang),
  });
}

/** What speaks for the leader, first what was seen; what speaks against it; what else it could be; what is not known. */
function reasons(lang: Lang, answer: Answer): Mrkdwn {
  const [, facts = '', gaps = ''] = verdictLines(answer, lang);
  const [first, ...others] = answer.causes;
  if (answer.verdict !== 'cause' || first === undefined) return [facts, gaps].map(sentenceOf).join('\n') as Mrkdwn;
  const seen = new Set(answer.findings.filter(({ observation }) => observation === 'seen').map(({ check }) => check));
  const isSeen = (argument: Argument) => seen.has(argument.check);
  const speaking = [...first.for.filter(isSeen), ...first.for.filter((argument) => !isSeen(argument))];
  const near = others
    .filter(({ probability }) => probability >= WORTH_NAMING)
    .map(({ id, title, probability }) => `${causeTitle(id, lang, title)} ${percentOf(probability, lang)}`);
  return [
    ...speaking.slice(0, 2).map(({ sentence }) => tell(lang, 'slack/reason-for', { sentence })),
    ...first.against.slice(0, 1).map(({ sentence }) => tell(lang, 'slack/reason-against', { sentence })),
    ...(near.length === 0 ? [] : [tell(lang, 'slack/others', { causes: listed(near, lang) })]),
    gaps,
  ]
    .map(sentenceOf)
    .join('\n') as Mrkdwn;
}

function latestLine(lang: Lang, { answer, at }: NonNullable<RunRoot['latest']>): Mrkdwn {
  const [line = symptomLine(answer, lang)] = verdictLines(answer, lang);
  return tellMrkdwn(lang, 'slack/latest', { at: new Date(at).toISOString(), line });
}

type WithElsewhere = RunRoot & { readonly elsewhere: NonNullable<RunRoot['elsewhere']> };

/** A message that has an incident of its own shows that one. */
const hasElsewhere = (root: RunRoot): root is WithElsewhere =>
  Boolean(root.elsewhere) && root.incident === null && root.within === null;

function elsewhereLine(lang: Lang, { incident, link }: WithElsewhere['elsewhere']): Mrkdwn {
  const { id, title } = incident;
  const line = tellMrkdwn(lang, 'incident/open-elsewhere', { id, title });
  return link === undefined ? line : (`${line} <${mrkdwn`${link}`}|${tellMrkdwn(lang, 'slack/open-link')}>` as Mrkdwn);
}

function ownButtons(lang: Lang, root: RunRoot, answer: Answer): readonly Button[] {
  const { run, incident, within, runbooks } = root;
  const why = { action: 'why', value: run.id, label: tell(lang, 'slack/button/why') };
  if (incident !== null) return [why];
  if (within !== null) return withinButtons(lang, within, answer, why);
  const again = { action: 'check-again', value: run.id, label: tell(lang, 'slack/button/check-again') };
  if (answer.verdict === 'healthy' || hasElsewhere(root)) return [again, why];
  const open = { action: 'open-incident', value: run.id, label: tell(lang, 'slack/button/open-incident') };
  return [{ ...open, style: 'primary' }, ...runbookButton(lang, run, answer, runbooks), why, again];
}

/** A second look inside an incident: the next move, not the whole board again. */
function withinButtons(lang: Lang, { id, state }: Incident, answer: Answer, why: Button): readonly Button[] {
  const again = { action: 'look-again', value: id, label: tell(lang, 'incident/button/look-again') };
  const label = tell(lang, 'incident/button/resolve');
  const resolve = { action: 'resolve', value: id, label, confirm: confirmResolve(lang) };
  return answer.verdict === 'healthy' && state !== 'resolved' ? [resolve, again, why] : [again, why];
}

function runbookButton(lang: Lang, run: CheckRun, answer: Answer, runbooks: readonly string[]): readonly Button[] {
  const runbook = [answer.causes[0]?.runbook, 'triage'].find((id) => id !== undefined && runbooks.includes(id));
  if (runbook === undefined) return [];
  const label = tell(lang, 'slack/button/runbook');
  return [{ action: `start-runbook/${runbook}`, value: runbookValue(runbook, run.id), label }];
}

function runNote(lang: Lang, { id, requestedBy }: CheckRun, { cost }: Answer): Mrkdwn {
  const { calls, seconds, usd } = cost;
  return tellMrkdwn(lang, 'slack/run-note', { id, by: whoDid(lang, requestedBy), calls, seconds, usd });
}
