import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { requests } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { median } from '../reading/statistics.ts';

const TIMES = 2;

export const trafficSpike = defineCheck({
  id: 'capacity/traffic-spike',
  layer: 'capacity',
  needs: ['metrics'],
  uses: ['baselineMetrics', 'accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G9', 'G20', 'G35'],
  texts: {
    title: { en: 'far more traffic than usual', ja: '通常を大きく上回るトラフィック' },
    seen: {
      en: 'The failing minutes had {times, number, ::.0} times the usual traffic.',
      ja: '失敗していた時間帯のトラフィックは、通常の{times, number, ::.0}倍でした。',
    },
    'not-seen': {
      en: 'Traffic was as usual in the failing minutes ({times, number, ::.0} times).',
      ja: '失敗していた時間帯のトラフィックは通常どおりです（{times, number, ::.0}倍）。',
    },
  },
  run({ metrics, baselineMetrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const before = baselineMetrics && median([...(requests(baselineMetrics)?.values() ?? [])]);
    const onset = failures.onset ?? Number.NEGATIVE_INFINITY;
    const quiet = failures.timeline.filter(({ at }) => at < onset - MINUTE).map((minute) => minute.requests);
    // Last week's hour tells best; without it the quiet minutes before the onset do.
    const usual = before ?? (quiet.length >= 5 ? median(quiet) : undefined);
    if (usual === undefined || usual === 0) return unknown('not-collected');
    const busy = median(failures.failing.map((minute) => minute.requests)) ?? 0;
    return seenIf(busy >= TIMES * usual, { times: busy / usual });
  },
});
