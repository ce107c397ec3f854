import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

const HIGH = 85;
/** Percent above what it was: a database that is always this busy did not begin to be so now. */
const RISE = 20;

export const databaseCpuHigh = defineCheck({
  id: 'data/database-cpu-high',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'database-load',
  guide: ['G10', 'G23', 'G27'],
  checklist: 'resources',
  texts: {
    title: { en: 'the database’s CPU used up', ja: 'データベースのCPU枯渇' },
    seen: {
      en: 'The CPU of {of} was at {now, number, ::.} % while requests failed ({before, number, ::.} % before).',
      ja: '失敗している間、{of}のCPU使用率が{now, number, ::.}%です（それ以前は{before, number, ::.}%）。',
    },
    'not-seen': {
      en: 'The database had CPU to spare, or was no busier than before ({now, number, ::.} %).',
      ja: 'データベースのCPUには余裕があるか、普段と変わりません（{now, number, ::.}%）。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const series = storeSeries(resourceMetrics, stores, 'CPUUtilization', 'Average');
      const [top] = [...comparedAll(series, failures)].sort((a, b) => b.now - a.now);
      if (top === undefined) return unknown('not-collected');
      const args = { of: top.of, now: top.now, before: top.before ?? 0 };
      return top.now >= HIGH && top.now >= args.before + RISE ? seen(args) : notSeen(args);
    });
  },
});
