import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

const TIMES = 1.8;
const AT_LEAST = 15;

export const databaseConnectionsRise = defineCheck({
  id: 'data/database-connections-rise',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'database-connections',
  guide: ['G10', 'G23', 'G27'],
  texts: {
    title: { en: 'a rise of the connections to the database', ja: 'データベース接続数の増加' },
    seen: {
      en: 'The connections to {of} rose from {before, number, ::.} to {most, number} as requests failed.',
      ja: '失敗と同じ時間帯に、{of}の接続数が{before, number, ::.}から{most, number}に増えています。',
    },
    'not-seen': {
      en: 'The number of connections to the database did not rise.',
      ja: 'データベースの接続数は増えていません。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const series = storeSeries(resourceMetrics, stores, 'DatabaseConnections', 'Maximum');
      const all = comparedAll(series, failures).filter(({ before }) => before !== undefined);
      if (all.length === 0) return unknown('not-collected');
      const risen = all.find(({ most, before = 0 }) => most >= AT_LEAST && most >= TIMES * before);
      return risen === undefined ? notSeen() : seen({ of: risen.of, before: risen.before ?? 0, most: risen.most });
    });
  },
});
