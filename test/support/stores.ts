import type { DataStore, MetricSeries, Metrics } from '../../src/domain/evidence.ts';
import { at, metrics, series, window } from './evidence.ts';

/** 502s from minute 30 to 40 of an otherwise quiet hour. */
export const failing = metrics({ made: (minute) => (minute >= 30 && minute < 40 ? 20 : 0) });
export const isFailing = (minute: number) => minute >= 30 && minute < 40;
export const quiet = metrics();

export function database(change: Partial<DataStore> = {}): DataStore {
  return {
    kind: 'rds-instance',
    id: 'shop-db',
    arn: null,
    engine: 'postgres',
    version: '16.4',
    class: 'db.t3.medium',
    status: 'available',
    endpoints: [{ host: 'shop-db.c1abc.eu-west-1.rds.amazonaws.com', port: 5432 }],
    multiAz: true,
    zone: 'eu-west-1a',
    allocatedGb: 100,
    maxConnections: 100,
    onPath: 'named',
    events: [],
    ...change,
  };
}

export function cache(change: Partial<DataStore> = {}): DataStore {
  return database({ kind: 'elasticache', id: 'sessions', engine: 'redis', maxConnections: null, ...change });
}

/** An event `minute` minutes into the window. */
export function event(minute: number, message: string): DataStore['events'][number] {
  return { at: at(minute), message, categories: [] };
}

/** `before` until something fails, `during` while it does. Points of every minute, also those of zero. */
export function storeMetric(metric: string, stat: string, before: number, during: number): MetricSeries {
  const isCache = /Evictions|CurrConnections|EngineCPU/.test(metric);
  return {
    ...series(metric, 1, {
      namespace: isCache ? 'AWS/ElastiCache' : 'AWS/RDS',
      stat,
      dimensions: isCache ? { CacheClusterId: 'sessions-001' } : { DBInstanceIdentifier: 'shop-db' },
    }),
    points: Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), value: isFailing(minute) ? during : before })),
  };
}

export function resources(...all: readonly MetricSeries[]): Metrics {
  return { span: { from: window.from, to: window.to }, periodSeconds: 60, series: all };
}
