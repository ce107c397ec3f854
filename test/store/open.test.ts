import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/store/index.ts';

const freshDir = () => join(mkdtempSync(join(tmpdir(), 'store-')), 'data');

describe('openStore', () => {
  it('keeps the directory to its owner', async () => {
    const dataDir = freshDir();

    const store = await openStore({ dataDir });
    await store.close();

    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'fiveohtwo.db')).mode & 0o777).toBe(0o600);
  });

  it('refuses a directory that somebody else holds, and gives it back at close', async () => {
    const dataDir = freshDir();
    const first = await openStore({ dataDir });

    await expect(openStore({ dataDir })).rejects.toMatchObject({
      code: 'data-in-use',
      said: { id: 'store/data-in-use', args: { dir: dataDir, pid: String(process.pid) } },
    });

    await first.close();
    await (await openStore({ dataDir })).close();
  });
});
