import { tell } from '../messages/say.ts';
import { eventSentence, stepText } from './event-sentence.ts';
import { evidenceRef, type Material, moment } from './material.ts';
import type { AppendixEntry } from './types.ts';
import { citations } from './verify-report.ts';

type Source = Omit<AppendixEntry, 'cited'>;

/** What the document's references lead to: only what is cited, with how often. */
export function appendixOf(material: Material, document: object): readonly AppendixEntry[] {
  const cited = new Map<string, number>();
  for (const { id } of citations(document)) cited.set(id, (cited.get(id) ?? 0) + 1);
  return [
    ...runs(material),
    ...evidence(material),
    ...events(material),
    ...cards(material),
    ...items(material),
  ].flatMap((source) => (cited.has(source.id) ? [{ ...source, cited: cited.get(source.id) ?? 0 }] : []));
}

function runs({ answers, lang, timeZone }: Material): readonly Source[] {
  return answers.map(({ run, target }) => ({
    id: run.id,
    kind: 'run',
    what: tell(lang, 'report/appendix/run', { name: target.name, at: moment(run.startedAt, timeZone) }),
    link: null,
    digest: run.bundle,
  }));
}

function evidence({ answers }: Material): readonly Source[] {
  return answers.flatMap(({ run, evidence: all }) =>
    all.map(({ id, what, link }) => ({
      id: evidenceRef(run.id, id),
      kind: 'evidence' as const,
      what,
      link,
      digest: null,
    })),
  );
}

function events({ events: all, lang }: Material): readonly Source[] {
  return all.map((event) => ({
    id: event.id,
    kind: 'event',
    what: `#${event.seq} ${eventSentence(event, lang)}`,
    link: null,
    digest: `sha256:${event.hash}`,
  }));
}

function cards({ runbooks, lang }: Material): readonly Source[] {
  return runbooks.flatMap(({ run, cards: all }) =>
    all.map(({ id, step }) => ({
      id,
      kind: 'card' as const,
      what: stepText(run.runbook, step, lang),
      link: null,
      digest: null,
    })),
  );
}

function items({ actionItems }: Material): readonly Source[] {
  return actionItems.map(({ id, text }) => ({ id, kind: 'action-item', what: text, link: null, digest: null }));
}
