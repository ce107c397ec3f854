import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

/** A minute; a cache that always throws a few out is only full. */
const AT_LEAST = 60;
const TIMES = 5;

export const cacheEvicting = defineCheck({
  id: 'data/cache-evicting',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  family: 'cache-load',
  guide: ['G10', 'G23', 'G27'],
  checklist: 'resources',
  texts: {
    title: { en: 'a cache that throws items out', ja: 'キャッシュのメモリ不足による追い出し' },
    seen: {
      en: '{of} threw {now, number, ::.} items a minute out for want of memory ({before, number, ::.} before).',
      ja: '{of}がメモリ不足のため毎分{now, number, ::.}件のデータを追い出しています（それ以前は{before, number, ::.}件）。',
    },
    'not-seen': {
      en: 'The cache threw no more items out than before.',
      ja: 'キャッシュからの追い出しは増えていません。',
    },
    'not-applicable': {
      en: 'There is no ElastiCache cache in this VPC.',
      ja: 'このVPCにElastiCacheのキャッシュはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'cache', window, (stores, failures) => {
      const all = comparedAll(storeSeries(resourceMetrics, stores, 'Evictions', 'Sum'), failures);
      if (all.length === 0) return unknown('not-collected');
      const over = all.find(({ now, before = 0 }) => now >= AT_LEAST && now >= TIMES * before);
      return over === undefined ? notSeen() : seen({ of: over.of, now: over.now, before: over.before ?? 0 });
    });
  },
});
