import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Bundle } from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';
import { makeBundleStore, newId, readBundleFile } from '../../src/store/index.ts';
import { temporaryDir } from './temporary.ts';

const aBundle = (runId = 'run_1'): Bundle => ({
  schema: 'fiveohtwo/bundle/v1',
  program: { version: '0.1.0' },
  run: { id: runId, startedAt: '2026-11-23T10:00:00.000Z' },
  request: { query: 'shop-alb' },
  scope: {
    query: 'shop-alb',
    kind: 'alb',
    name: 'shop-alb',
    arn: 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/shop-alb/50dc6c495c0c9188',
    dimension: 'app/shop-alb/50dc6c495c0c9188',
    dnsName: 'shop-alb-1.ap-northeast-1.elb.amazonaws.com',
    account: null,
    region: 'ap-northeast-1',
    profile: null,
  },
  window: windowOf(new Date('2026-11-23T09:00:00Z'), new Date('2026-11-23T10:00:00Z')),
  evidence: {},
  objects: [],
  redactions: { email: 2 },
  cost: { calls: 1 } as unknown as Bundle['cost'],
});

const freshDir = () => temporaryDir();
const fileOf = (dataDir: string, runId: string) => join(dataDir, 'runs', runId, 'bundle.json');

describe('BundleStore', () => {
  it('gives back what was saved, with the digest that was given at saving', async () => {
    const bundles = makeBundleStore(freshDir());

    const digest = await bundles.save(aBundle());

    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await bundles.load('run_1')).toEqual({ bundle: aBundle(), digest });
  });

  it('writes one file for its owner alone, and leaves nothing else behind', async () => {
    const dataDir = freshDir();

    await makeBundleStore(dataDir).save(aBundle());

    expect(statSync(fileOf(dataDir, 'run_1')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'runs', 'run_1')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(dataDir, 'runs', 'run_1'))).toEqual(['bundle.json']);
  });

  it('writes the same bytes for the same bundle, whatever the order of its keys', async () => {
    const [one, other] = [freshDir(), freshDir()];
    const backwards = Object.fromEntries(Object.entries(aBundle()).reverse()) as unknown as Bundle;

    await makeBundleStore(one).save(aBundle());
    await makeBundleStore(other).save(backwards);

    expect(readFileSync(fileOf(other, 'run_1'))).toEqual(readFileSync(fileOf(one, 'run_1')));
  });

  it('replaces the bundle of a run that was done again after a crash', async () => {
    const bundles = makeBundleStore(freshDir());
    await bundles.save(aBundle());

    const again = { ...aBundle(), redactions: {} };
    await bundles.save(again);

    expect((await bundles.load('run_1')).bundle).toEqual(again);
  });

  it('finds the newest run', async () => {
    const bundles = makeBundleStore(freshDir());
    expect(await bundles.latest()).toBeUndefined();
    const ids = Array.from({ length: 12 }, () => newId('run'));

    for (const id of [...ids].reverse()) await bundles.save(aBundle(id));

    expect(await bundles.latest()).toBe(ids.at(-1));
  });

  it('passes over a run that has no bundle yet', async () => {
    const dataDir = freshDir();
    await makeBundleStore(dataDir).save(aBundle('run_1'));
    mkdirSync(join(dataDir, 'runs', 'run_2'));

    expect(await makeBundleStore(dataDir).latest()).toBe('run_1');
  });

  it.each(['run_9', '', '../run_1', 'run_1/../run_1', '..', 'run_1\0'])('has no run %j', async (id) => {
    const bundles = makeBundleStore(freshDir());
    await bundles.save(aBundle());

    await expect(bundles.load(id)).rejects.toMatchObject({ code: 'run-not-found' });
  });
});

describe('readBundleFile', () => {
  it('reads the file or its folder, from anywhere, also when it was reformatted', async () => {
    const dataDir = freshDir();
    const digest = await makeBundleStore(dataDir).save(aBundle());
    const copy = join(freshDir(), 'copy.json');
    writeFileSync(copy, JSON.stringify(aBundle(), null, 2));

    for (const path of [fileOf(dataDir, 'run_1'), join(dataDir, 'runs', 'run_1'), copy]) {
      expect(await readBundleFile(path)).toEqual({ bundle: aBundle(), digest });
    }
  });

  it.each([
    ['no JSON', 'hello'],
    ['cut off', JSON.stringify(aBundle()).slice(0, -9)],
    ['another kind of file', '{"name":"fiveohtwo"}'],
    ['a bundle of a later schema', JSON.stringify({ ...aBundle(), schema: 'fiveohtwo/bundle/v2' })],
    ['a bundle without a window', JSON.stringify({ ...aBundle(), window: undefined })],
    ['a run id that is a path', JSON.stringify(aBundle('../../etc'))],
    ['very deep', '['.repeat(200_000)],
  ])('refuses what is %s', async (_, text) => {
    const path = join(freshDir(), 'bundle.json');
    writeFileSync(path, text);

    await expect(readBundleFile(path)).rejects.toMatchObject({
      code: 'bad-bundle',
      said: { id: 'store/bad-bundle', args: { path } },
    });
  });

  it('says that nothing is there', async () => {
    await expect(readBundleFile(join(freshDir(), 'nothing'))).rejects.toMatchObject({
      code: 'bad-bundle',
      said: { id: 'store/bundle-not-there' },
    });
  });
});
