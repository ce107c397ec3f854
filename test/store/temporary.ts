import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** An empty directory that is gone when the test file is done. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fiveohtwo-test-'));
  made.push(dir);
  return dir;
}
