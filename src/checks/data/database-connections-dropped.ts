import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

/** Fewer connections than this come and go. */
const AT_LEAST = 5;
const SHARE = 0.25;

export const databaseConnectionsDropped = defineCheck({
  id: 'data/database-connections-dropped',
  layer: 'service',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'database-state',
  guide: ['G10', 'G24', 'G27'],
  texts: {
    title: { en: 'connections to the database breaking off', ja: 'データベース接続数の急減' },
    seen: {
      en: 'The connections to {of} fell from {before, number, ::.} to {now, number, ::.} as requests failed.',
      ja: '失敗と同じ時間帯に、{of}への接続数が{before, number, ::.}から{now, number, ::.}に減っています。',
    },
    'not-seen': {
      en: 'The connections to the database were kept while requests failed.',
      ja: '失敗している間も、データベースへの接続数は保たれています。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const series = storeSeries(resourceMetrics, stores, 'DatabaseConnections', 'Minimum');
      const all = comparedAll(series, failures).filter(({ before = 0 }) => before >= AT_LEAST);
      if (all.length === 0) return unknown('not-collected');
      const fallen = all.find(({ least, before = 0 }) => least <= SHARE * before);
      return fallen === undefined ? notSeen() : seen({ of: fallen.of, before: fallen.before ?? 0, now: fallen.least });
    });
  },
});
