import { defineCheck } from '../../domain/check.ts';
import { relayed502 } from '../reading/access-log.ts';
import { total } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';

/** That many more of another error, and the 502s are its side effect. */
const MORE = 3;

export const otherErrorsDominate = defineCheck({
  id: 'alb/other-errors-dominate',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G2'],
  texts: {
    title: { en: '500, 503 or 504 rather than 502', ja: '502ではなく500・503・504が中心' },
    seen: {
      en: 'Other errors dominate: {count, number} {status} against {made, number} 502s.',
      ja: '中心は502ではありません。{status}が{count, number}件、502は{made, number}件です。',
    },
    'not-seen': {
      en: 'The 502 is the main error ({made, number}; the next is {status} with {count, number}).',
      ja: '主なエラーは502です（502は{made, number}件、次に多い{status}は{count, number}件）。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const made = total(metrics, 'HTTPCode_ELB_502_Count', window);
    if (made === undefined) return unknown('not-collected');
    const relayed = accessLog ? relayed502(accessLog) : 0;
    // Without the log a target's 5XX may well be 502s, so they are left out of the comparison.
    const fromTarget = accessLog ? (total(metrics, 'HTTPCode_Target_5XX_Count', window) ?? 0) - relayed : 0;
    const others = [
      { status: '500', count: (total(metrics, 'HTTPCode_ELB_500_Count', window) ?? 0) + Math.max(0, fromTarget) },
      { status: '503', count: total(metrics, 'HTTPCode_ELB_503_Count', window) ?? 0 },
      { status: '504', count: total(metrics, 'HTTPCode_ELB_504_Count', window) ?? 0 },
    ].sort((a, b) => b.count - a.count);
    const [first = { status: '500', count: 0 }] = others;
    const failed = made + relayed;
    if (failed === 0 && first.count === 0) return unknown('no-502');
    return seenIf(first.count >= MORE * failed, { ...first, made: failed });
  },
});
