import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listWorlds, readWorld } from '../../../sandbox/aws/world/read.ts';

const written = async (text: string) => {
  const path = join(await mkdtemp(join(tmpdir(), 'world-')), 'mine.yaml');
  await writeFile(path, text);
  return path;
};

describe('the worlds', () => {
  it('hold at least five faults of different causes, two healthy ones and a red herring on the shop', async () => {
    const worlds = (await listWorlds()).filter(({ target }) => target === 'shop-alb');
    const of = (stratum: string) => worlds.filter((world) => world.stratum === stratum);

    expect(new Set(of('S1').map(({ expected }) => expected.causes[0])).size).toBeGreaterThanOrEqual(5);
    expect(of('S4').length).toBeGreaterThanOrEqual(2);
    expect(of('S3').length).toBeGreaterThanOrEqual(1);
  });

  it('have at least three neighbours each', async () => {
    for (const { id, target, loadBalancers, apps } of await listWorlds()) {
      const neighbours = Object.values(apps).filter(({ loadBalancer }) => loadBalancer !== target);
      expect([id, Object.keys(loadBalancers).length + neighbours.length > 4]).toEqual([id, true]);
    }
  });

  it('do not carry their cause in their id or in anything they state', async () => {
    for (const { id, expected, apps, changes } of await listWorlds()) {
      const stated = JSON.stringify([id, apps, changes]);
      expect(expected.causes.filter((cause) => stated.includes(cause))).toEqual([]);
    }
  });

  it('say in both languages what they look like, and expect a cause only where there is one', async () => {
    for (const { title, expected, stratum } of await listWorlds()) {
      expect(title.en).not.toBe(title.ja);
      expect(expected.causes.length > 0).toBe(expected.verdict === 'cause');
      expect(['healthy', 'not-a-502'].includes(expected.verdict)).toBe(stratum === 'S4');
    }
  });
});

describe('readWorld', () => {
  it('lays a file over its base: maps merge, null takes an environment variable away', async () => {
    const path = await written(
      'extends: alb-ecs-fargate\ntitle: { en: a, ja: あ }\nstratum: S4\napps: { api: { environment: { PORT: null, A: "1" } } }\nexpected: { verdict: healthy }\n',
    );
    const { id, apps } = await readWorld(path);

    expect(id).toBe('mine');
    expect(apps.api).toMatchObject({ service: 'api', environment: { NODE_ENV: 'production', A: '1' } });
    expect(apps.api?.environment).not.toHaveProperty('PORT');
  });

  it('names every mistake of a file at once', async () => {
    const path = await written('extends: alb-ecs-fargate\nstratum: S9\napps: { api: { keepalive: 5 } }\n');

    await expect(readWorld(path)).rejects.toThrow(/title[\s\S]*keepalive|keepalive[\s\S]*title/);
  });
});
