import type { Cause } from '../../src/domain/cause.ts';
import type { AnyCheck } from '../../src/domain/check.ts';
import type { Runbook } from '../../src/domain/runbook.ts';
import { runbookGuide } from './runbook-guide.ts';

/** Which check, cause or runbook answers to which item of the field guide. */
export function coverageTable(
  checks: readonly AnyCheck[],
  causes: readonly Cause[],
  runbooks: readonly Runbook[],
): string {
  const ids = Array.from({ length: 43 }, (_, index) => `G${index + 1}`);
  const rows = ids.map((id) => {
    const inChecks = checks.filter(({ guide }) => guide.includes(id)).map((check) => check.id);
    const inCauses = causes.filter(({ guide }) => guide.includes(id)).map((cause) => cause.id);
    const inRunbooks = runbooks.filter((book) => runbookGuide[book.id]?.includes(id)).map((book) => book.id);
    return `| ${id} | ${few(inChecks)} | ${few(inCauses)} | ${inRunbooks.join(', ') || '–'} |`;
  });
  return [
    '# Coverage of the field guide',
    '',
    'Generated from the guide ids of checks, causes and runbooks. Items without an entry are not covered by the catalogue.',
    '',
    '| item | checks | causes | runbooks |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function few(names: readonly string[]): string {
  if (names.length === 0) return '–';
  return names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
}
