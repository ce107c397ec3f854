import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHealthRoute, type Probe } from '../../src/web/health.ts';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function ask(probes: Readonly<Record<string, Probe>>) {
  const route = makeHealthRoute(probes);
  const server = createServer((request, response) => void route.handle(request, response));
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`);
  return { status: answer.status, body: await answer.json() };
}

describe('GET /healthz', () => {
  it('says ok while everything works', async () => {
    expect(await ask({ store: async () => undefined, slack: () => undefined })).toEqual({
      status: 200,
      body: { ok: true },
    });
  });

  it('names what does not, and no more of it than its name', async () => {
    const store = async () => {
      throw new TypeError('secret path');
    };

    expect(await ask({ store, slack: () => 'token_revoked' })).toEqual({
      status: 503,
      body: { ok: false, broken: { store: 'TypeError', slack: 'token_revoked' } },
    });
  });
});
