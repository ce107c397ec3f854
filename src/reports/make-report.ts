import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { appendixOf } from './appendix.ts';
import { clocksOf, durationsOf } from './clocks.ts';
import { eventSentence } from './event-sentence.ts';
import { detectionOf, gapsOf, impactOf, resolutionOf, runsOf, summaryOf, systemsOf, triggerOf } from './facts.ts';
import { hypothesesOf } from './hypotheses.ts';
import { fact, type Material, personText } from './material.ts';
import { stepsOf } from './steps.ts';
import { iso, local } from './times.ts';
import type { BlankField, Fact, Report, ReportActionItem, ReportInput } from './types.ts';

/** What only people can say. The bot leaves it open and marks it; it never makes it up. */
const blanks: readonly BlankField[] = [
  'severity',
  'authors',
  'review-date',
  'business-impact',
  'earlier-detection',
  'trigger-confirmed',
  'contributing-factors',
  'five-whys',
  'mitigators',
  'permanent-resolution',
  'went-well',
  'went-badly',
  'lucky',
  'learnings',
  'communications',
];

/** The report of an incident, from what was recorded and nothing else. Pure: the same input gives the same document. */
export function makeReport(input: ReportInput, lang: Lang): Report {
  const material: Material = { ...input, lang };
  const { incident, timeZone, generatedAt, version } = input;
  const clocks = clocksOf(material);
  const document: Omit<Report, 'appendix'> = {
    schema: 'fiveohtwo/report/v1',
    program: { version },
    generatedAt: iso(generatedAt),
    lang,
    timeZone,
    incident: {
      id: incident.id,
      title: incident.title,
      state: incident.state,
      status: 'draft',
      target: incident.target,
    },
    summary: summaryOf(material, clocks),
    clocks,
    durations: durationsOf(clocks),
    impact: impactOf(material),
    systems: systemsOf(material),
    detection: detectionOf(material),
    trigger: triggerOf(material),
    resolution: resolutionOf(material),
    diagnosis: { runs: runsOf(material), hypotheses: hypothesesOf(material) },
    gaps: gapsOf(material),
    steps: stepsOf(material),
    timeline: timelineOf(material),
    people: peopleOf(material),
    actionItems: actionItemsOf(material),
    blanks: blanks.map((field) => ({ field, text: null })),
    integrity: integrityOf(material),
  };
  return { ...document, appendix: appendixOf(material, document) };
}

function timelineOf({ events, lang, timeZone }: Material): Report['timeline'] {
  return events.map((event) => ({
    at: iso(event.at),
    local: local(event.at, timeZone),
    who: personText(event.by, lang),
    text: eventSentence(event, lang),
    refs: [event.id],
  }));
}

/** Everybody who did something, with what first; roles are what the timeline shows, not what a directory says. */
function peopleOf({ events, lang }: Material): readonly Fact[] {
  const people = new Map<string, string[]>();
  for (const { by, id } of events) if (by !== 'bot') people.set(by, [...(people.get(by) ?? []), id]);
  const opener = events.find(({ type }) => type === 'opened')?.by;
  const leader = events.findLast(({ type }) => type === 'handed-over')?.body.to ?? opener;
  return [...people].map(([by, ids]) => {
    const role = by === leader ? 'lead' : 'responder';
    return fact(tell(lang, 'report/person/did', { who: personText(by, lang), count: ids.length, role }), ids);
  });
}

function actionItemsOf({ actionItems }: Material): readonly ReportActionItem[] {
  return actionItems.map(({ id, text, type, owner, due }) => ({
    id,
    text,
    type,
    owner,
    due,
    missing: [...(owner === null ? (['owner'] as const) : []), ...(due === null ? (['due'] as const) : [])],
    refs: [id],
  }));
}

function integrityOf({ chain, lang }: Material): Report['integrity'] {
  if (chain.ok) {
    const text = tell(lang, 'report/integrity/whole', { count: chain.count, head: chain.head });
    return { ok: true, events: chain.count, head: chain.head, text };
  }
  const text = tell(lang, 'report/integrity/broken', { at: chain.at });
  return { ok: false, events: chain.at, head: null, text };
}
