import type { Cost, ReadObject } from '../domain/evidence.ts';

/** What one run spent. Prices in USD of us-east-1; the estimate is for people, not for accounting. */
export interface Meter {
  called(operation: string, attempts: number): void;
  read(bytes: number): void;
  spent(usd: number): void;
  object(object: ReadObject): void;
  deepest(depth: number): void;
  readonly objects: readonly ReadObject[];
  cost(seconds: number): Cost;
}

export const prices = {
  metricQuery: 0.01 / 1_000,
  insightsByte: 0.005 / 1_000_000_000,
  s3Get: 0.000_4 / 1_000,
  s3List: 0.005 / 1_000,
} as const;

const perCall: Readonly<Record<string, number>> = { 's3:GetObject': prices.s3Get, 's3:ListObjectsV2': prices.s3List };

export function makeMeter(): Meter {
  const callsByApi = new Map<string, number>();
  const objects: ReadObject[] = [];
  let bytes = 0;
  let usd = 0;
  let roundTrips = 0;
  return {
    objects,
    called(operation, attempts) {
      callsByApi.set(operation, (callsByApi.get(operation) ?? 0) + attempts);
      usd += (perCall[operation] ?? 0) * attempts;
    },
    read(more) {
      bytes += more;
    },
    spent(more) {
      usd += more;
    },
    object(object) {
      objects.push(object);
    },
    deepest(depth) {
      roundTrips = Math.max(roundTrips, depth);
    },
    cost: (seconds) => ({
      seconds,
      roundTrips,
      calls: [...callsByApi.values()].reduce((sum, calls) => sum + calls, 0),
      callsByApi: Object.fromEntries([...callsByApi].sort(([a], [b]) => (a < b ? -1 : 1))),
      bytes,
      usd: Number(usd.toFixed(6)),
    }),
  };
}
