import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, failuresOf } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';

/** As the guide to the metrics has it: three times the baseline, and enough of them to matter beside the 502s. */
const TIMES = 3;
const BESIDE = 0.1;

export const rise504Too = defineCheck({
  id: 'alb/504-rise-too',
  layer: 'load-balancer',
  needs: ['metrics'],
  uses: ['baselineMetrics'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G2', 'G19'],
  texts: {
    title: { en: '504s rising together with the 502s', ja: '502とともに増える504' },
    seen: {
      en: '{count, number} 504s beside the 502s ({usual, number} in the same hour of last week): targets are slow or silent as well.',
      ja: '502とともに504も{count, number}件発生しています（先週の同じ時間帯は{usual, number}件）。ターゲットの遅延または無応答が併発しています。',
    },
    'not-seen': {
      en: '504s did not rise ({count, number}; {usual, number} in the same hour of last week).',
      ja: '504は増えていません（{count, number}件。先週の同じ時間帯は{usual, number}件）。',
    },
  },
  run({ metrics, baselineMetrics }, { window }) {
    const failures = failuresOf(metrics, window);
    const count = total(metrics, 'HTTPCode_ELB_504_Count', window);
    if (failures === undefined || count === undefined) return unknown('not-collected');
    if (failures.total === 0 && count === 0) return unknown('no-502');
    const usual = (baselineMetrics && total(baselineMetrics, 'HTTPCode_ELB_504_Count', window.baseline)) ?? 0;
    const enough = count >= ENOUGH && count >= BESIDE * failures.total;
    return seenIf(enough && count >= TIMES * usual, { count, usual });
  },
});
