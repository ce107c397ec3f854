import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';

const TIMES = 4;
/** Seconds; below that nobody notices. */
const AT_LEAST = 0.02;

export const databaseLatencyHigh = defineCheck({
  id: 'data/database-latency-high',
  layer: 'capacity',
  needs: ['dataStores', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'database-load',
  guide: ['G10', 'G23', 'G27'],
  texts: {
    title: { en: 'slow disks of the database', ja: 'データベースのディスク遅延' },
    seen: {
      en: 'Reads or writes of {of} took {now, number, ::.000} s each while requests failed ({before, number, ::.000} s before).',
      ja: '失敗している間、{of}の読み書きに1回あたり{now, number, ::.000}秒かかっています（それ以前は{before, number, ::.000}秒）。',
    },
    'not-seen': {
      en: 'The database’s disks were as fast as before.',
      ja: 'データベースの読み書きの速さは、それ以前と変わりません。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const series = ['ReadLatency', 'WriteLatency', 'CommitLatency'].flatMap((metric) =>
        storeSeries(resourceMetrics, stores, metric, 'Average').map((one) => ({
          ...one,
          // Aurora gives milliseconds for commits, all others are seconds.
          points:
            metric === 'CommitLatency' ? one.points.map(({ at, value }) => ({ at, value: value / 1000 })) : one.points,
        })),
      );
      const all = comparedAll(series, failures);
      if (all.length === 0) return unknown('not-collected');
      const slow = all.find(({ now, before }) => now >= AT_LEAST && before !== undefined && now >= TIMES * before);
      return slow === undefined ? notSeen() : seen({ of: slow.of, now: slow.now, before: slow.before ?? 0 });
    });
  },
});
