import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

/** ElastiCache takes 65,000 connections a node, whatever its size. */
const CONNECTIONS = 65_000;
const limits = [
  ['CurrConnections', 0.95 * CONNECTIONS],
  ['EngineCPUUtilization', 90],
] as const;

export const cacheOverloaded = defineCheck({
  id: 'data/cache-overloaded',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'cache-load',
  guide: ['G10', 'G23', 'G27'],
  checklist: 'resources',
  texts: {
    title: { en: 'a cache at its limits', ja: 'キャッシュの限界到達' },
    seen: {
      en: '{of} was at its limit while requests failed: {metric} {now, number, ::.}.',
      ja: '失敗している間、{of}が限界に達しています（{metric} {now, number, ::.}）。',
    },
    'not-seen': {
      en: 'The cache had connections and CPU to spare.',
      ja: 'キャッシュの接続数とCPUには余裕があります。',
    },
    'not-applicable': {
      en: 'There is no ElastiCache cache in this VPC.',
      ja: 'このVPCにElastiCacheのキャッシュはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'cache', window, (stores, failures) => {
      const all = limits.flatMap(([metric, limit]) =>
        comparedAll(storeSeries(resourceMetrics, stores, metric, 'Maximum'), failures).map(({ of, now }) => ({
          of,
          now,
          metric,
          limit,
        })),
      );
      if (all.length === 0) return unknown('not-collected');
      const over = all.find(({ now, limit }) => now >= limit);
      return over === undefined ? notSeen() : seen({ of: over.of, metric: over.metric, now: over.now });
    });
  },
});
