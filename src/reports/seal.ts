import { configure } from 'safe-stable-stringify';
import type { Report } from './types.ts';

/** SHA-256 of UTF-8 text, in lower-case hexadecimal. Handed in, as this code is pure. */
export type Sha256 = (text: string) => string;

/** Keys sorted, no spaces: a file that was only laid out anew keeps its digest. */
const canonicalJson = configure({ strict: true });

/** The report with the digest of all the rest of it, so that a change shows. It is no signature: it does not say who. */
export function sealReport(report: Report, sha256: Sha256): Report {
  return { ...report, digest: digestOf(report, sha256) };
}

export type Seal = 'whole' | 'changed' | 'absent';

export function sealOf(report: Report, sha256: Sha256): Seal {
  if (report.digest === undefined) return 'absent';
  return report.digest === digestOf(report, sha256) ? 'whole' : 'changed';
}

function digestOf({ digest: _, ...document }: Report, sha256: Sha256): string {
  // As it reads back from its file.
  return `sha256:${sha256(canonicalJson(JSON.parse(JSON.stringify(document))) ?? '')}`;
}
