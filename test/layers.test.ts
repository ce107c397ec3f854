import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** One import that a layer must not have, for every rule of biome.json; `../x` is seen from the layer's folder. */
const forbidden = [
  ['domain', '../messages/say.ts'],
  ['domain', 'node:fs'],
  ['domain', '../../sandbox/main.ts'],
  ['checks', '../flows/diagnose.ts'],
  ['checks', 'node:fs'],
  ['causes', '../aws/index.ts'],
  ['runbooks', '../store/index.ts'],
  ['diagnosis', '../redaction/index.ts'],
  ['reports', '../cli/index.ts'],
  ['reports', '@slack/bolt'],
  ['messages', '../config/index.ts'],
  ['messages', '../../bench/main.ts'],
  ['flows', '../aws/index.ts'],
  ['flows', '../slack/app.ts'],
  ['flows', '../wiring.ts'],
  ['flows', 'kysely'],
  ['cli', '../aws/index.ts'],
  ['cli', '../store/index.ts'],
  ['cli', '../wiring.ts'],
  ['commands', '../slack/app.ts'],
  ['commands', '../store/index.ts'],
  ['slack', '../commands/index.ts'],
  ['slack', '../jobs/index.ts'],
  ['web', '../aws/index.ts'],
  ['alarms', '../slack/app.ts'],
  ['slack', '../charts/draw-png.ts'],
  ['web', '../charts/draw-png.ts'],
  ['flows', '../charts/draw-png.ts'],
  ['charts', '../slack/app.ts'],
  ['charts', '../flows/diagnose.ts'],
  ['aws', '../flows/diagnose.ts'],
  ['aws', '../store/index.ts'],
  ['logs', '../flows/diagnose.ts'],
  ['store', '../flows/diagnose.ts'],
  ['store', '../slack/app.ts'],
  ['jobs', '../flows/diagnose.ts'],
  ['redaction', '../flows/diagnose.ts'],
] as const;

/** And one that each may have, so that the rules are not just "nothing". */
const allowed = [
  ['checks', '../domain/check.ts'],
  ['flows', '../diagnosis/index.ts'],
  ['cli', '../flows/diagnose.ts'],
  ['slack', '../messages/say.ts'],
  ['aws', '../domain/ports.ts'],
  ['charts', '../messages/say.ts'],
] as const;

let folder = '';
let complaints: ReadonlySet<string> = new Set();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'));
  const { vcs: _, $schema: __, ...rules } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, root: true }));
  for (const [layer, path] of [...forbidden, ...allowed]) {
    mkdirSync(join(folder, 'src', layer), { recursive: true });
    writeFileSync(
      join(folder, fileOf(layer, path)),
      `import type { Thing } from '${path}';\n\nexport type Other = Thing;\n`,
    );
  }
  complaints = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (layer: string, path: string): string => `src/${layer}/imports-${path.replaceAll(/[^a-z]+/g, '-')}.ts`;

/** Files that break a layer rule. */
function lint(): ReadonlySet<string> {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', 'src'];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { location: { path: string | { file: string } } }[];
  };
  return new Set(diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)));
}

describe('the layer rules', () => {
  it.each(forbidden)('do not let %s import %s', (layer, path) => {
    expect(complaints).toContain(fileOf(layer, path));
  });

  it.each(allowed)('let %s import %s', (layer, path) => {
    expect(complaints).not.toContain(fileOf(layer, path));
  });
});
