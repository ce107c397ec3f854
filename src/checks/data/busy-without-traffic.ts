import { defineCheck } from '../../domain/check.ts';
import type { MetricSeries } from '../../domain/evidence.ts';
import { type Failures, failuresOf } from '../reading/failures.ts';
import { byService, requests } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { median } from '../reading/statistics.ts';
import { type Compared, compared } from '../reading/store-metrics.ts';

/** Percent of CPU; and by how much it must have risen. */
const HIGH = 80;
const RISE = 25;
/** Requests may be this much more than before. */
const SAME = 1.25;

export const busyWithoutTraffic = defineCheck({
  id: 'data/busy-without-traffic',
  layer: 'capacity',
  needs: ['metrics', 'resourceMetrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G10', 'G23'],
  texts: {
    title: { en: 'load that does not come from requests', ja: 'リクエスト数によらない負荷' },
    seen: {
      en: 'The CPU of {of} rose from {before, number, ::.} to {now, number, ::.} % as requests failed, with no more requests than before.',
      ja: 'リクエスト数は増えていないのに、失敗と同じ時間帯に{of}のCPU使用率が{before, number, ::.}%から{now, number, ::.}%に上がっています。',
    },
    'not-seen': {
      en: 'No CPU of services or databases rose by itself.',
      ja: 'リクエスト数によらずCPU使用率が上がったサービスやデータベースはありません。',
    },
  },
  run({ metrics, resourceMetrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const traffic = requests(metrics);
    const grown = traffic && growth(traffic, failures);
    const all = [
      ...byService(metrics, 'CPUUtilization', 'Average'),
      ...resourceMetrics.series.filter(({ metric, stat }) => metric === 'CPUUtilization' && stat === 'Average'),
    ].flatMap((series: MetricSeries) => compared(series, failures) ?? []);
    if (grown === undefined || all.length === 0) return unknown('not-collected');
    const busy = all.filter(isBusy).sort((a, b) => b.now - a.now)[0];
    if (busy === undefined || grown > SAME) return notSeen();
    return seen({ of: busy.of, now: busy.now, before: busy.before ?? 0 });
  },
});

function isBusy({ now, before }: Compared): boolean {
  return before !== undefined && now >= HIGH && now >= before + RISE;
}

/** Requests a minute while failing against those before. */
function growth(traffic: ReadonlyMap<number, number>, { failing }: Failures): number | undefined {
  const first = failing[0]?.at ?? 0;
  const during = median(failing.map(({ requests: count }) => count));
  const before = median([...traffic].filter(([at]) => at < first).map(([, count]) => count));
  return during === undefined || before === undefined || before === 0 ? undefined : during / before;
}
