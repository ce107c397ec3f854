import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cause } from '../../src/domain/cause.ts';
import type { AnyCheck } from '../../src/domain/check.ts';
import { coverageTable } from './coverage.ts';
import { deployTemplates } from './deploy.ts';
import { manifests } from './manifests.ts';
import { optional } from './optional.ts';

const HEADER_END = '<!-- written by hand below -->';

/** Every generated text under docs/, by path. */
export async function pages(root: string): Promise<ReadonlyMap<string, string>> {
  const { checks } = await import('../../src/checks/index.ts');
  const { causes } = await import('../../src/causes/index.ts');
  const { runbooks } = await import('../../src/runbooks/index.ts');
  const result = new Map<string, string>();
  for (const check of checks) {
    const path = `docs/checks/${check.id}.md`;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    result.set(path, checkHeader(check, causes) + bodyOf(join(root, path)));
  }
  result.set('docs/checks/README.md', checkTable(checks));
  result.set('docs/causes.md', causeTable(causes));
  result.set('docs/guide-coverage.md', coverageTable(checks, causes, runbooks));
  for (const [path, text] of deployTemplates(root)) result.set(path, text);
  for (const [path, text] of await manifests()) result.set(path, text);
  for (const [path, text] of await optional()) result.set(path, text);
  return result;
}

function checkHeader(check: AnyCheck, causes: readonly Cause[]): string {
  const linked = causes.flatMap(({ id, supports, inhibits }) => [
    ...supports.filter((link) => link.check === check.id).map(({ strength }) => `| ${id} | for | ${strength} |`),
    ...inhibits.filter((link) => link.check === check.id).map(({ strength }) => `| ${id} | against | ${strength} |`),
  ]);
  return [
    `# ${check.id}`,
    '',
    `${check.texts.title.en} (${check.texts.title.ja})`,
    '',
    '| | |',
    '| --- | --- |',
    `| layer | ${check.layer} |`,
    `| needs | ${[...check.needs].join(', ')} |`,
    `| uses | ${[...(check.uses ?? [])].join(', ') || '–'} |`,
    `| seen without a listed cause | ${check.leak} |`,
    `| nature | ${check.nature} |`,
    `| family | ${check.family ?? '–'} |`,
    `| guide | ${check.guide.join(', ')} |`,
    '',
    ...(linked.length > 0
      ? ['| cause | speaks | how strongly |', '| --- | --- | --- |', ...linked]
      : ['No cause is weighed by it: shown for information.']),
    '',
    HEADER_END,
    '',
  ].join('\n');
}

function bodyOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    return text.slice(text.indexOf(HEADER_END) + HEADER_END.length + 1);
  } catch {
    return '## Confirm by hand\n\n(to be written)\n\n## Known false alarms\n\n(to be written)\n';
  }
}

function checkTable(checks: readonly AnyCheck[]): string {
  return [
    '# Checks',
    '',
    'One question to the evidence each, named for what is seen when it speaks. Generated from `src/checks`.',
    '',
    '| check | looks at | seen means | guide |',
    '| --- | --- | --- | --- |',
    ...checks.map(
      ({ id, needs, texts, guide }) =>
        `| [${id}](${id}.md) | ${needs.join(', ')} | ${texts.title.en} | ${guide.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

function causeTable(causes: readonly Cause[]): string {
  return [
    '# Causes',
    '',
    'Every explanation that the verdict weighs. Generated from `src/causes`. A link says how often the cause, alone, makes the check speak.',
    '',
    ...causes.flatMap((cause) => [
      `## ${cause.id}`,
      '',
      `${cause.title.en} (${cause.title.ja}). ${cause.mechanism.en}`,
      '',
      `Prior: ${cause.prior}. Runbook: ${cause.runbook}.${cause.group ? ` Confusion group: ${cause.group}.` : ''}`,
      '',
      '| check | speaks | strength | basis | source |',
      '| --- | --- | --- | --- | --- |',
      ...cause.supports.map((link) => `| ${link.check} | for | ${link.strength} | ${link.basis} | ${link.source} |`),
      ...cause.inhibits.map(
        (link) => `| ${link.check} | against | ${link.strength} | ${link.basis} | ${link.source} |`,
      ),
      '',
      `Now: ${cause.mitigation.en}`,
      '',
      `Lasting: ${cause.prevention.en}`,
      '',
    ]),
  ].join('\n');
}
