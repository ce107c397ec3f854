import type { ServerResponse } from 'node:http';
import type { Route } from './server.ts';

/** Names what is broken, or gives undefined. */
export type Probe = () => Promise<string | undefined> | string | undefined;
export type Probes = Readonly<Record<string, Probe>>;

export interface HealthOptions {
  /** Everything that has to work: a person should look when something does not. */
  readonly all: Probes;
  /** What this process needs to take requests: where they go elsewhere while it fails. */
  readonly ready: Probes;
  /** A probe that takes longer counts as broken. 3 s unless told. */
  readonly limitMs?: number;
}

const LIMIT_MS = 3_000;

/**
 * GET /livez: the process answers; restart it when it does not. GET /readyz: requests may come here. GET /healthz: 503
 * with the names of all that is broken, which may be no fault of this process: Slack being away is no reason to restart.
 */
export function makeHealthRoutes({ all, ready, limitMs = LIMIT_MS }: HealthOptions): readonly Route[] {
  const route = (path: string, probes: Probes): Route => ({
    path,
    methods: ['GET', 'HEAD'],
    handle: (_request, response) => answer(probes, limitMs, response),
  });
  return [route('/livez', {}), route('/readyz', ready), route('/healthz', all)];
}

async function answer(probes: Probes, limitMs: number, response: ServerResponse): Promise<void> {
  const looked = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => [name, await look(probe, limitMs)] as const),
  );
  const broken = Object.fromEntries(looked.filter(([, trouble]) => trouble !== undefined));
  const ok = Object.keys(broken).length === 0;
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(ok ? { ok } : { ok, broken }));
}

async function look(probe: Probe, limitMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), limitMs);
  });
  try {
    return await Promise.race([probe(), late]);
  } catch (error) {
    // The message may hold an address or a secret; the name does not.
    return error instanceof Error ? error.name : 'failed';
  } finally {
    clearTimeout(timer);
  }
}
