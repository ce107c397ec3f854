import { ResponderError } from '../domain/errors.ts';
import { type Seal, type Sha256, sealOf } from './seal.ts';
import type { Report } from './types.ts';

export interface Citation {
  readonly id: string;
  /** Path of the sentence: `impact.2`. */
  readonly where: string;
}

export type ReportProof =
  | { readonly ok: true; readonly sentences: number; readonly ids: number }
  | { readonly ok: false; readonly missing: readonly Citation[]; readonly seal: Seal };

/**
 * Whether it is the report that was written, and whether every sentence leads to its source: the digest fits, no reference without an entry, no sentence without a reference, and every
 * entry cited as often as it says, so that neither end of a citation can be taken away.
 */
export function verifyReport(report: Report, sha256: Sha256): ReportProof {
  const { appendix, ...document } = report;
  const seal = sealOf(report, sha256);
  const all = citations(document);
  const entries = new Set(appendix.map(({ id }) => id));
  const missing = [
    ...all.filter(({ id }) => !entries.has(id)),
    ...appendix.flatMap(({ id, cited }, index) =>
      all.filter((citation) => citation.id === id).length === cited ? [] : [{ id, where: `appendix.${index}` }],
    ),
    ...sentences(document).flatMap(({ refs, where }) => (refs.length === 0 ? [{ id: '', where }] : [])),
  ];
  if (missing.length > 0 || seal !== 'whole') return { ok: false, missing, seal };
  return { ok: true, sentences: sentences(document).length, ids: entries.size };
}

/** Reads a report's file. Throws 'usage' for anything else. */
export function parseReport(text: string): Report {
  try {
    const value: unknown = JSON.parse(text);
    if (isReport(value)) return value;
  } catch (cause) {
    throw new ResponderError('usage', { id: 'cli/verify/not-a-report' }, { cause });
  }
  throw new ResponderError('usage', { id: 'cli/verify/not-a-report' });
}

/** Every reference in the document, wherever it stands. */
export function citations(document: object): readonly Citation[] {
  return referring(document).flatMap(({ refs, where }) => refs.map((id) => ({ id, where })));
}

interface Referring {
  readonly refs: readonly string[];
  readonly where: string;
  readonly isSentence: boolean;
}

/** Of a clock or a duration nothing is claimed when it is unknown; a `text` always claims something. */
const sentences = (document: object) => referring(document).filter(({ isSentence }) => isSentence);

function referring(value: unknown, where = ''): readonly Referring[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, own]) => referring(own, where === '' ? key : `${where}.${key}`));
  if (!('refs' in value) || !Array.isArray(value.refs)) return inner;
  const isSentence = 'text' in value || ('at' in value && value.at !== null);
  return [{ refs: value.refs.map(String), where, isSentence }, ...inner];
}

function isReport(value: unknown): value is Report {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schema' in value &&
    value.schema === 'fiveohtwo/report/v1' &&
    'appendix' in value &&
    Array.isArray(value.appendix) &&
    value.appendix.every((entry) => typeof entry === 'object' && entry !== null)
  );
}
