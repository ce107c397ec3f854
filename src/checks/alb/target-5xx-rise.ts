import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';

const TIMES = 3;

export const target5xxRise = defineCheck({
  id: 'alb/target-5xx-rise',
  layer: 'targets',
  needs: ['metrics'],
  uses: ['baselineMetrics'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'minter',
  guide: ['G2', 'G15', 'G27'],
  texts: {
    title: { en: 'errors that the targets answer (5XX)', ja: 'ターゲットが返す5XXの増加' },
    seen: {
      en: 'The targets answered {count, number} 5XX themselves ({usual, number} in the same hour of last week).',
      ja: 'ターゲット自身が5XXを{count, number}件返しています（先週の同じ時間帯は{usual, number}件）。',
    },
    'not-seen': {
      en: 'The targets answer no more 5XX than usual ({count, number}; {usual, number} in the same hour of last week).',
      ja: 'ターゲットが返す5XXは通常どおりです（{count, number}件。先週の同じ時間帯は{usual, number}件）。',
    },
  },
  run({ metrics, baselineMetrics }, { window }) {
    const count = total(metrics, 'HTTPCode_Target_5XX_Count', window);
    const made = total(metrics, 'HTTPCode_ELB_502_Count', window);
    if (count === undefined || made === undefined) return unknown('not-collected');
    if (count + made === 0) return unknown('no-502');
    const usual = (baselineMetrics && total(baselineMetrics, 'HTTPCode_Target_5XX_Count', window.baseline)) ?? 0;
    const isRise = count >= ENOUGH && count >= TIMES * usual;
    // A rise that is small beside the load balancer's 502s may be their side effect or a second fault's.
    if (isRise && count < 0.1 * made && count >= 0.02 * made) return unknown('ambiguous', { count, usual });
    return seenIf(isRise && count >= 0.1 * made, { count, usual });
  },
});
