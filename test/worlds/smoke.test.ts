import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { awsOf, type Ran, run502, type StandIn, startWorld } from './run-world.ts';

const worlds = join(import.meta.dirname, '..', '..', 'sandbox', 'worlds');
/** A few through the program as a person starts it; `502 bench` asks about all of them. */
const files = ['aspen.yaml', 'cedar.yaml', 'larch.yaml', 'linden.yaml', 'maple.yaml', 'zelkova.yaml'];

interface Expected {
  readonly verdict: 'healthy' | 'cause' | 'unclear' | 'not-a-502';
  readonly causes?: readonly string[];
}

const expectedOf = (file: string): Expected => parse(readFileSync(join(worlds, file), 'utf8')).expected;
const exitCodes = { healthy: 0, 'not-a-502': 0, cause: 2, unclear: 3 };

describe.each(files)('the world %s', (file) => {
  let standIn: StandIn;
  let folder: string;
  let checked: Ran;
  let stats: { readonly longestChain: number };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'world-'));
    standIn = await startWorld(basename(file, '.yaml'));
    const { target, from, to } = standIn;
    checked = await run502(['check', target, '--from', from, '--to', to, '--format', 'json'], {
      ...awsOf(standIn),
      FIVEOHTWO_DATA_DIR: folder,
    });
    stats = (await (await fetch(`${standIn.endpoint}/_sandbox/stats`)).json()) as typeof stats;
  }, 60_000);

  afterAll(async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets the verdict that it was made for', () => {
    const expected = expectedOf(file);
    const answer = JSON.parse(checked.stdout);

    expect({ verdict: answer.verdict, first: answer.verdict === 'cause' ? answer.causes[0].id : undefined }).toEqual({
      verdict: expected.verdict,
      first: expected.causes?.[0],
    });
    expect(checked.exitCode).toBe(exitCodes[expected.verdict]);
  });

  it('is looked at in at most six dependent round trips', () => {
    expect(stats.longestChain).toBeGreaterThan(1);
    expect(stats.longestChain).toBeLessThanOrEqual(6);
  });

  it('gets the same bytes when its bundle is replayed', async () => {
    const { id } = JSON.parse(checked.stdout).run;

    const replayed = await run502(['replay', join(folder, 'runs', id), '--format', 'json']);

    expect(replayed.stdout).toBe(checked.stdout);
    expect(replayed.exitCode).toBe(checked.exitCode);
  }, 20_000);
});
