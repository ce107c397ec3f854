import type { Vitals } from '../domain/vitals.ts';
import type { Metrics } from './metrics.ts';
import type { Route } from './server.ts';

export interface MetricsRouteDeps {
  readonly metrics: Metrics;
  readonly vitals: () => Promise<Vitals>;
  readonly nowMs: () => number;
  /** Prometheus gives up after 10 s; without the store the rest is still told. 3 s unless told. */
  readonly limitMs?: number;
}

const LIMIT_MS = 3_000;

/** GET /metrics: 200 also when the store does not answer, for that is when somebody wants to know. */
export function makeMetricsRoute({ metrics, vitals, nowMs, limitMs = LIMIT_MS }: MetricsRouteDeps): Route {
  return {
    path: '/metrics',
    methods: ['GET', 'HEAD'],
    async handle(_request, response) {
      const text = await metrics.text(await within(limitMs, vitals), nowMs());
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
      response.end(text);
    },
  };
}

async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
