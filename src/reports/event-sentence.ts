import { percentOf } from '../diagnosis/words.ts';
import type { TimelineEvent } from '../domain/incident.ts';
import type { Lang } from '../domain/text.ts';
import { catalogue } from '../messages/catalogue.ts';
import { format, tell } from '../messages/say.ts';
import { lookOutcome } from './look-outcome.ts';
import { personText } from './material.ts';

/** One line of the timeline, without its time and its actor. Fields that an event lacks are left out or shown as '?'. */
export function eventSentence({ type, body }: TimelineEvent, lang: Lang): string {
  const word = (name: string): string => textOf(body[name]) ?? '?';
  const step = { runbook: runbookTitle(word('runbook'), lang), step: stepText(word('runbook'), word('step'), lang) };
  switch (type) {
    case 'opened':
      return tell(lang, 'report/event/opened', { title: word('title') });
    case 'diagnosed':
      return verdictSentence(body, lang);
    case 'looked-again':
      return body.step === undefined
        ? verdictSentence(body, lang)
        : tell(lang, 'report/event/looked-again', { ...step, outcome: lookOutcome(word('outcome'), lang) });
    case 'waited':
      return body.step === undefined
        ? verdictSentence(body, lang)
        : tell(lang, 'report/event/waited', { ...step, outcome: selector(word('outcome')) });
    case 'state-changed':
    case 'reopened':
    case 'resolved':
      return tell(lang, `report/event/${type}`, {
        from: stateText(word('from'), lang),
        to: stateText(word('to'), lang),
      });
    case 'runbook-started':
      return tell(lang, 'report/event/runbook-started', { runbook: step.runbook, version: word('version') });
    case 'runbook-ended':
      return tell(lang, 'report/event/runbook-ended', { runbook: step.runbook, end: word('end') });
    case 'step-shown':
    case 'told':
      return tell(lang, `report/event/${type}`, step);
    case 'answered':
      return tell(lang, 'report/event/answered', { ...step, answer: answerText(body, lang) });
    case 'acted':
      return tell(lang, 'report/event/acted', { ...step, command: word('command') });
    case 'skipped':
      return tell(lang, 'report/event/skipped', { ...step, reason: word('reason') });
    case 'handed-over':
      return tell(lang, 'report/event/handed-over', { to: personText(word('to'), lang) });
    case 'action-item-added':
    case 'note':
      return tell(lang, `report/event/${type}`, { text: word('text') });
    case 'report-exported':
      return tell(lang, 'report/event/report-exported', { format: word('format') });
    case 'alarm-fired':
      return tell(lang, 'report/event/alarm-fired', { name: word('name'), reason: word('reason') });
    case 'alarm-ok':
    case 'alarm-no-data':
      return tell(lang, `report/event/${type}`, { name: word('name') });
    case 'alarm-reminded':
      return tell(lang, 'report/event/alarm-reminded', { name: word('name'), minutes: word('minutes') });
    case 'alarm-moved':
      return tell(lang, 'report/event/alarm-moved', { name: word('name'), to: word('to') });
    case 'muted':
      return tell(lang, 'report/event/muted', { until: utcOf(word('until')), reason: word('reason') });
    case 'unmuted':
      return tell(lang, 'report/event/unmuted');
    case 'target-chosen':
      return tell(lang, 'report/event/target-chosen', { target: word('target') });
  }
}

function verdictSentence(body: TimelineEvent['body'], lang: Lang): string {
  const { verdict, cause, probability } = body;
  if (typeof cause === 'string' && typeof probability === 'number') {
    const args = { cause: titleOf(`cause/${cause}/title`, cause, lang), percent: percentOf(probability, lang) };
    return tell(lang, 'report/event/found-cause', args);
  }
  return tell(lang, 'report/event/found', { verdict: selector(textOf(verdict) ?? '?') });
}

export function runbookTitle(id: string, lang: Lang): string {
  return titleOf(`runbook/${id}/title`, id, lang);
}

export function stepText(runbook: string, step: string, lang: Lang): string {
  return titleOf(`runbook/${runbook}/step/${step}`, step, lang);
}

export function stateText(state: string, lang: Lang): string {
  return tell(lang, 'report/state', { state });
}

function answerText(body: TimelineEvent['body'], lang: Lang): string {
  const [runbook, step, answer] = ['runbook', 'step', 'answer'].map((name) => textOf(body[name]) ?? '?');
  return titleOf(`runbook/${runbook}/step/${step}/answer/${answer}`, answer ?? '?', lang);
}

/** `2026-11-20 11:15 UTC`; what is no time, as it is. */
const utcOf = (iso: string): string => iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC');

/** ICU takes no hyphen in the name of a case. */
const selector = (id: string): string => id.replaceAll('-', '_');

/** Old events may name what the catalogue no longer has: then the id itself is shown. */
function titleOf(id: string, otherwise: string, lang: Lang): string {
  const text = catalogue.get(id);
  return text === undefined ? otherwise : format(lang, text);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
