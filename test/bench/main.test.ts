import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readWorlds } from '../../bench/worlds.ts';

function bench(...args: readonly string[]) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawnSync(process.execPath, ['bench/main.ts', ...args], { encoding: 'utf8', env });
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'worlds-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('502 bench', () => {
  it('refuses to score a stratum without worlds', () => {
    const { status, stderr } = bench('--strata', 'S1,S9');

    expect(status).toBe(64);
    expect(stderr).toContain('S9');
  });

  it('refuses a folder without worlds', () => {
    expect(bench('--worlds', folderOf({ 'base.yaml': 'apps: {}\n' })).status).toBe(64);
  });

  it('refuses an unknown format', () => {
    expect(bench('--format', 'xml').status).toBe(64);
  });
});

const base = `title: { en: One, ja: 一 }
target: a
loadBalancers: { a: { host: a.example.com } }
apps: { api: { loadBalancer: a, cluster: c, service: s, image: "i:1", traffic: { rps: 2 } } }
`;

describe('readWorlds', () => {
  it('reads the label of a world and of its variants, and skips a base', async () => {
    const folder = folderOf({
      'base.yaml': base,
      'oak.yaml': `${base}stratum: S1\nvariants: [{ load: [2, 3] }]\nexpected: { verdict: cause, causes: [oom-kill], minter: alb }\n`,
    });

    const worlds = await readWorlds(folder);

    expect(worlds.map(({ id }) => id)).toEqual(['oak', 'oak~2', 'oak~3']);
    expect(worlds[1]).toEqual({
      id: 'oak~2',
      name: `${join(folder, 'oak.yaml')}~2`,
      stratum: 'S1',
      split: 'development',
      stack: 'own',
      region: 'us-east-1',
      expected: { verdict: 'cause', causes: ['oom-kill'], herrings: [], minter: 'alb' },
    });
  });

  it('rejects a label that it cannot read, with the file’s name', async () => {
    const folder = folderOf({ 'oak.yaml': `${base}stratum: S1\nexpected: { verdict: maybe }\n` });

    await expect(readWorlds(folder)).rejects.toThrow('oak.yaml');
  });
});
