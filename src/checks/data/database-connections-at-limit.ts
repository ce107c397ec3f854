import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

/** The last few are kept back for administrators. */
const FULL = 0.93;

export const databaseConnectionsAtLimit = defineCheck({
  id: 'data/database-connections-at-limit',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'database-connections',
  guide: ['G10', 'G23', 'G24', 'G27'],
  checklist: 'resources',
  texts: {
    title: { en: 'the database at its limit of connections', ja: 'データベース接続数の上限到達' },
    seen: {
      en: '{of} held {most, number} connections while requests failed; it takes about {limit, number}.',
      ja: '失敗している間、{of}の接続数が{most, number}に達しています（上限は約{limit, number}）。',
    },
    'not-seen': {
      en: 'The database had connections left: at most {most, number} of about {limit, number}.',
      ja: 'データベースの接続数には余裕があります（最大{most, number}、上限は約{limit, number}）。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const all = stores.flatMap((store) => {
        const series = storeSeries(resourceMetrics, [store], 'DatabaseConnections', 'Maximum');
        const limit = store.maxConnections;
        return limit === null ? [] : comparedAll(series, failures).map(({ of, most }) => ({ of, most, limit }));
      });
      const [fullest] = all.sort((a, b) => b.most / b.limit - a.most / a.limit);
      if (fullest === undefined) return unknown('not-collected');
      return fullest.most >= FULL * fullest.limit ? seen(fullest) : notSeen(fullest);
    });
  },
});
