import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { stateText } from './event-sentence.ts';
import { actionTable, appendixList, clockTable, durationList, stepTable, timelineTable } from './markdown-tables.ts';
import { markdown } from './markdown-text.ts';
import { moment } from './material.ts';
import type { BlankField, Cite, Fact, Report, ReportHypothesis } from './types.ts';

/** The report as a document to read: facts with their sources, and blanks where a person has to write. */
export function reportMarkdown(report: Report): string {
  const { lang, incident } = report;
  const cite = citeBy(report);
  const section = (name: SectionName, ...parts: readonly string[]) => sectionOf(lang, name, parts);
  const facts = (all: readonly Fact[]) => all.map((one) => `- ${sentence(one, cite)}`).join('\n');
  const blank = (...fields: readonly BlankField[]) => fields.map((field) => blankLine(field, lang)).join('\n');
  return [
    `# ${markdown(incident.title)}`,
    headOf(report),
    section('summary', report.summary.map((one) => sentence(one, cite)).join(' ')),
    section('impact', facts(report.impact), blank('business-impact', 'severity')),
    section('clocks', clockTable(report, cite), durationList(report, cite)),
    section('systems', facts(report.systems)),
    section('detection', facts(report.detection), blank('earlier-detection')),
    section('trigger', facts(report.trigger), blank('trigger-confirmed', 'contributing-factors')),
    section(
      'diagnosis',
      facts(report.diagnosis.runs),
      hypotheses(report.diagnosis.hypotheses, cite),
      blank('five-whys'),
    ),
    section('gaps', facts(report.gaps)),
    section('steps', stepTable(report, cite)),
    section('resolution', facts(report.resolution), blank('mitigators', 'permanent-resolution')),
    section('timeline', timelineTable(report, cite)),
    section('people', facts(report.people), blank('communications')),
    section('action-items', actionTable(report, cite)),
    section('learnings', blank('went-well', 'went-badly', 'lucky', 'learnings')),
    section('integrity', markdown(report.integrity.text)),
    section('appendix', appendixList(report)),
  ].join('\n\n');
}

function headOf({ incident, generatedAt, timeZone, lang, program }: Report): string {
  return [
    `- ${tell(lang, 'report/head/id')}: \`${incident.id}\``,
    `- ${tell(lang, 'report/head/state')}: ${stateText(incident.state, lang)} (${tell(lang, 'report/head/draft')})`,
    blankLine('authors', lang),
    blankLine('review-date', lang),
    `- ${tell(lang, 'report/head/made', { at: moment(generatedAt, timeZone), version: program.version })}`,
  ].join('\n');
}

type SectionName =
  | 'summary'
  | 'impact'
  | 'clocks'
  | 'systems'
  | 'detection'
  | 'trigger'
  | 'diagnosis'
  | 'gaps'
  | 'steps'
  | 'resolution'
  | 'timeline'
  | 'people'
  | 'action-items'
  | 'learnings'
  | 'integrity'
  | 'appendix';

/** A section without facts says so: silence could be taken for "none". */
function sectionOf(lang: Lang, name: SectionName, parts: readonly string[]): string {
  const own = parts.filter((part) => part !== '');
  const empty = parts[0] === '' ? [tell(lang, 'report/nothing')] : [];
  return [`## ${tell(lang, `report/section/${name}`)}`, ...empty, ...own].join('\n\n');
}

function blankLine(field: BlankField, lang: Lang): string {
  return `- ${tell(lang, `report/blank/${field}`)}: _${tell(lang, 'report/blank')}_`;
}

function sentence({ text, refs }: Fact, cite: Cite): string {
  return `${markdown(text)} ${cite(refs)}`;
}

function hypotheses(all: readonly ReportHypothesis[], cite: Cite): string {
  return all
    .map((one, index) =>
      [
        `${index + 1}. ${sentence(one, cite)}`,
        ...one.for.map((own) => `   - ＋ ${sentence(own, cite)}`),
        ...one.against.map((own) => `   - － ${sentence(own, cite)}`),
      ].join('\n'),
    )
    .join('\n');
}

function citeBy({ appendix }: Report): Cite {
  const numbers = new Map(appendix.map(({ id }, index) => [id, index + 1]));
  return (refs) => `[${refs.map((id) => numbers.get(id) ?? '?').join(', ')}]`;
}
