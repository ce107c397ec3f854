import { mayHaveBegunBefore } from '../diagnosis/index.ts';
import type { Answer } from '../domain/answer.ts';
import type { TimelineEvent, TimelineType } from '../domain/incident.ts';
import { tell } from '../messages/say.ts';
import { countRefs, type Material } from './material.ts';
import { iso } from './times.ts';
import type { ClockName, ReportClock, ReportDuration } from './types.ts';

/** When what happened. The impact is measured from the failures themselves, not from when somebody pressed a button. */
export function clocksOf(material: Material): readonly ReportClock[] {
  return [
    impactStart(material),
    impactEnd(material),
    detection(material),
    recorded(material, 'diagnosed', firstOf(material, isDiagnosis)),
    mitigation(material),
    recorded(material, 'resolution', resolution(material.events)),
  ];
}

function impactStart(material: Material): ReportClock {
  const seen = material.answers.filter(({ symptom }) => symptom.firstSeen !== null);
  const first = seen.toSorted(
    (a, b) => Date.parse(a.symptom.firstSeen ?? '') - Date.parse(b.symptom.firstSeen ?? ''),
  )[0];
  const at = first?.symptom.firstSeen ?? null;
  if (first === undefined || at === null) return unknown(material, 'impact-start');
  if (!mayHaveBegunBefore(first)) return measured(material, 'impact-start', first, at, 'start');
  return { ...measured(material, 'impact-start', first, at, 'start-cut'), orBefore: true };
}

function impactEnd(material: Material): ReportClock {
  const last = material.answers.at(-1);
  const seen = material.answers.findLast(({ symptom }) => symptom.lastSeen !== null);
  const at = seen?.symptom.lastSeen ?? null;
  if (last === undefined || seen === undefined || at === null) return unknown(material, 'impact-end');
  if (last.symptom.ongoing === true)
    return { ...unknown(material, 'impact-end'), method: method(material, 'still-going') };
  if (last.symptom.count === null) return unknown(material, 'impact-end');
  return measured(material, 'impact-end', seen, at, last === seen ? 'end' : 'end-looked-again');
}

function measured(material: Material, name: ClockName, answer: Answer, at: string, how: MethodName): ReportClock {
  return {
    name,
    at: iso(at),
    source: 'measured',
    confidence: confidenceIn(at, how),
    method: method(material, how),
    refs: countRefs(answer),
  };
}

/** Metrics count by the minute, the access log by the millisecond. */
function confidenceIn(at: string, how: MethodName): ReportClock['confidence'] {
  if (how === 'start-cut') return 'low';
  return iso(at).endsWith(':00Z') ? 'medium' : 'high';
}

/** The alarm, where it was first; else whoever opened the incident or looked. */
function detection(material: Material): ReportClock {
  const byPeople = firstLook(material);
  const alarm = firstAlarm(material.events);
  if (alarm === undefined || (byPeople.at !== null && alarm.at > Date.parse(byPeople.at))) return byPeople;
  return {
    name: 'detection',
    at: iso(alarm.at),
    source: 'alarm',
    confidence: 'high',
    method: method(material, 'alarm'),
    refs: [alarm.id],
  };
}

/** The earliest by the source's own clock: transitions can overtake each other on the way. One that only came at the same time was moved. */
export function firstAlarm(events: readonly TimelineEvent[]): TimelineEvent | undefined {
  const moved = new Map(events.flatMap(({ type, body, seq }) => (type === 'alarm-moved' ? [[body.alarm, seq]] : [])));
  const isOurs = ({ body, seq }: TimelineEvent) => seq > (moved.get(body.alarm) ?? 0);
  return events.filter((event) => event.type === 'alarm-fired' && isOurs(event)).toSorted((a, b) => a.at - b.at)[0];
}

function firstLook(material: Material): ReportClock {
  const opened = firstOf(material, ({ type }) => type === 'opened');
  const run = material.answers[0]?.run;
  if (run === undefined || (opened !== undefined && opened.at < Date.parse(run.startedAt))) {
    return recorded(material, 'detection', opened);
  }
  const at = iso(run.startedAt);
  return {
    name: 'detection',
    at,
    source: 'recorded',
    confidence: 'high',
    method: method(material, 'first-run'),
    refs: [run.id],
  };
}

function mitigation(material: Material): ReportClock {
  const monitoring = firstOf(material, ({ type, body }) => type === 'state-changed' && body.to === 'monitoring');
  if (monitoring !== undefined) return recorded(material, 'mitigation', monitoring);
  const acted = firstOf(material, ({ type }) => type === 'acted');
  const clock = recorded(material, 'mitigation', acted);
  return acted === undefined ? clock : { ...clock, confidence: 'low', method: method(material, 'first-measure') };
}

function isDiagnosis({ type, body }: TimelineEvent): boolean {
  return (type === 'diagnosed' || type === 'looked-again') && body.verdict === 'cause';
}

/** A resolution that was taken back does not count. */
function resolution(events: readonly TimelineEvent[]): TimelineEvent | undefined {
  const endings: readonly TimelineType[] = ['resolved', 'reopened'];
  const last = events.findLast(({ type }) => endings.includes(type));
  return last?.type === 'resolved' ? last : undefined;
}

function recorded(material: Material, name: ClockName, event: TimelineEvent | undefined): ReportClock {
  if (event === undefined) return unknown(material, name);
  const told = method(material, 'recorded');
  return { name, at: iso(event.at), source: 'recorded', confidence: 'high', method: told, refs: [event.id] };
}

function unknown(material: Material, name: ClockName): ReportClock {
  return { name, at: null, source: null, confidence: null, method: method(material, 'unknown'), refs: [] };
}

const firstOf = ({ events }: Material, is: (event: TimelineEvent) => boolean) => events.find(is);

type MethodName =
  | 'start'
  | 'start-cut'
  | 'end'
  | 'end-looked-again'
  | 'still-going'
  | 'alarm'
  | 'first-run'
  | 'first-measure'
  | 'recorded'
  | 'unknown';

const method = ({ lang }: Material, name: MethodName): string => tell(lang, `report/method/${name}`);

const spans = [
  { name: 'impact', from: 'impact-start', to: 'impact-end' },
  { name: 'detect', from: 'impact-start', to: 'detection' },
  { name: 'diagnose', from: 'detection', to: 'diagnosed' },
  { name: 'mitigate', from: 'impact-start', to: 'mitigation' },
  { name: 'resolve', from: 'impact-start', to: 'resolution' },
] as const;

/** Null where a clock is unknown, or where the two stand the wrong way round and so measure nothing. */
export function durationsOf(clocks: readonly ReportClock[]): readonly ReportDuration[] {
  const clock = (name: ClockName) => clocks.find((one) => one.name === name);
  return spans.map((span) => {
    const [start, end] = [clock(span.from), clock(span.to)];
    const seconds = secondsBetween(start, end);
    if (seconds === null) return { ...span, seconds, refs: [] };
    const refs = [...new Set([...(start?.refs ?? []), ...(end?.refs ?? [])])];
    return { ...span, seconds, ...(start?.orBefore && { atLeast: true as const }), refs };
  });
}

function secondsBetween(start: ReportClock | undefined, end: ReportClock | undefined): number | null {
  if (!start?.at || !end?.at) return null;
  const seconds = (Date.parse(end.at) - Date.parse(start.at)) / 1000;
  return seconds < 0 ? null : seconds;
}
