import type { ServerResponse } from 'node:http';
import type { Route } from './server.ts';

/** Names what is broken, or gives undefined. */
export type Probe = () => Promise<string | undefined> | string | undefined;

/** GET /healthz: 200 while everything works, 503 with the names of what does not. */
export function makeHealthRoute(probes: Readonly<Record<string, Probe>>): Route {
  return {
    path: '/healthz',
    methods: ['GET', 'HEAD'],
    handle: (_request, response) => answer(probes, response),
  };
}

async function answer(probes: Readonly<Record<string, Probe>>, response: ServerResponse): Promise<void> {
  const broken = await look(probes);
  const ok = Object.keys(broken).length === 0;
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify(ok ? { ok } : { ok, broken }));
}

async function look(probes: Readonly<Record<string, Probe>>): Promise<Readonly<Record<string, string>>> {
  const broken: Record<string, string> = {};
  for (const [name, probe] of Object.entries(probes)) {
    try {
      const trouble = await probe();
      if (trouble !== undefined) broken[name] = trouble;
    } catch (error) {
      broken[name] = error instanceof Error ? error.name : 'failed';
    }
  }
  return broken;
}
