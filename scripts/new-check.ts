import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `npm run new-check alb/name-of-what-is-seen`: the check, its test and its page, and the index that lists it. */
const root = join(import.meta.dirname, '..');
const [id = ''] = process.argv.slice(2);

if (!/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(id) || /^(reading|knowledge|logs|aws|cli|store)\//.test(id)) {
  process.stderr.write(
    'usage: npm run new-check <area>/<name>, in lower case, named for what is seen: alb/targets-asleep\n',
  );
  process.exitCode = 64;
} else if (existsSync(join(root, `src/checks/${id}.ts`))) {
  process.stderr.write(`src/checks/${id}.ts is already there\n`);
  process.exitCode = 73;
} else {
  put(`src/checks/${id}.ts`, checkText());
  put(`test/checks/${id}.test.ts`, testText());
  put(`docs/checks/${id}.md`, pageText());
  execFileSync(process.execPath, [join(root, 'scripts/write-docs.ts')], { stdio: 'inherit' });
  process.stdout.write(`src/checks/${id}.ts\ntest/checks/${id}.test.ts\ndocs/checks/${id}.md\n`);
}

function put(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function exportName(): string {
  const name = id.split('/').at(-1) ?? id;
  const camel = name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return /^\d/.test(camel) ? `check${camel}` : camel;
}

function checkText(): string {
  return `import { defineCheck } from '../../domain/check.ts';
import { seenIf, unknown } from '../reading/observe.ts';

export const ${exportName()} = defineCheck({
  id: '${id}',
  layer: 'targets',
  needs: ['targetHealth'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G39'],
  texts: {
    title: { en: 'what is seen, as a noun phrase', ja: '観測される内容（名詞句）' },
    seen: { en: '{count, number} targets …', ja: '{count, number}台のターゲット…' },
    'not-seen': { en: 'No target …', ja: '…ターゲットはありません。' },
  },
  run({ targetHealth }) {
    if (targetHealth.length === 0) return unknown('empty');
    const count = targetHealth.filter(({ state }) => state === 'unavailable').length;
    return seenIf(count > 0, { count });
  },
});
`;
}

function testText(): string {
  return `import { describe, expect, it } from '@jest/globals';
import { ${exportName()} as check } from '../../../src/checks/${id}.ts';
import { context, target } from '../../support/evidence.ts';

describe('${id}', () => {
  it('speaks when …', () => {
    expect(check.run({ targetHealth: [target({ state: 'unavailable' })] }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent when …', () => {
    expect(check.run({ targetHealth: [target()] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without targets', () => {
    expect(check.run({ targetHealth: [] }, context)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
`;
}

function pageText(): string {
  return '<!-- written by hand below -->\n\n## Confirm by hand\n\n(to be written)\n\n## Known false alarms\n\n(to be written)\n';
}
