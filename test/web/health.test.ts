import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHealthRoutes, type Probes } from '../../src/web/health.ts';
import { startServer, type WebServer } from '../../src/web/server.ts';

const opened: WebServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop();
});

async function ask(path: string, { all = {}, ready = {} }: { all?: Probes; ready?: Probes }, limitMs = 1_000) {
  const routes = makeHealthRoutes({ all, ready, limitMs });
  const server = await startServer({ host: '127.0.0.1', port: 0, routes, onError: () => undefined });
  opened.push(server);
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } });
  return { status: answer.status, body: await answer.json() };
}

const broken: Probes = { slack: () => 'token_revoked' };

describe('GET /healthz', () => {
  it('says ok while everything works', async () => {
    expect(await ask('/healthz', { all: { store: async () => undefined, slack: () => undefined } })).toEqual({
      status: 200,
      body: { ok: true },
    });
  });

  it('names what does not, and no more of it than its name', async () => {
    const store = async () => {
      throw new TypeError('secret path');
    };

    expect(await ask('/healthz', { all: { store, ...broken } })).toEqual({
      status: 503,
      body: { ok: false, broken: { store: 'TypeError', slack: 'token_revoked' } },
    });
  });

  it('waits for nobody longer than its limit', async () => {
    const never = () => new Promise<undefined>(() => undefined);

    expect(await ask('/healthz', { all: { store: never, slack: () => undefined } }, 10)).toEqual({
      status: 503,
      body: { ok: false, broken: { store: 'no answer' } },
    });
  });
});

describe('what an orchestrator asks', () => {
  it('lives, and takes requests, while only Slack is away', async () => {
    expect((await ask('/livez', { all: broken })).status).toBe(200);
    expect((await ask('/readyz', { all: broken })).status).toBe(200);
  });

  it('lives, but takes no requests, without its store', async () => {
    const gone: Probes = { store: () => 'gone' };

    expect((await ask('/livez', { all: gone, ready: gone })).status).toBe(200);
    expect(await ask('/readyz', { all: gone, ready: gone })).toEqual({
      status: 503,
      body: { ok: false, broken: { store: 'gone' } },
    });
  });
});
