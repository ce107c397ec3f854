import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const bench = (...args: readonly string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../../bench/main.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
  });

describe('502 bench', () => {
  it.each(['en', 'ja'])('teaches in %s how its figures are read', (lang) => {
    const { stdout, stderr, status } = bench('--help', '--lang', lang);

    const untold = ['S1', 'S2', 'S3', 'S4', 'S5', 'top-1', 'Brier', 'ECE'].filter(
      (word) => !new RegExp(`^  ${word} {2,}\\S`, 'm').test(stdout),
    );
    expect({ untold, stderr, status }).toEqual({ untold: [], stderr: '', status: 0 });
  });

  it('answers an option that is not there in words, not with a stack trace', () => {
    const { stderr, status } = bench('--wrong');

    expect(stderr).toMatch(/'--wrong'.*\nSee 502 bench --help\.\n$/s);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(64);
  });
});
