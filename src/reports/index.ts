import type { Report } from './types.ts';

export { eventSentence } from './event-sentence.ts';
export { makeReport } from './make-report.ts';
export { reportMarkdown } from './markdown.ts';
export { type Seal, type Sha256, sealReport } from './seal.ts';
export type { ChainResult, Report, ReportInput } from './types.ts';
export { parseReport, type ReportProof, verifyReport } from './verify-report.ts';

/** The document as it is, for machines. The same report gives the same bytes. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
