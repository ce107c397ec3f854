import { defineCheck } from '../../domain/check.ts';
import { cutOffBy } from '../reading/timing-answer.ts';

export const closedAfterConstantTime = defineCheck({
  id: 'alb/closed-after-constant-time',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  family: 'timing-late',
  guide: ['G11', 'G19', 'G24'],
  texts: {
    title: { en: 'connections closed after the same time each', ja: '毎回同じ時間で閉じられる接続' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log were cut after about {seconds, number, ::.0} s each: a timer in the target fired.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件が、いずれも約{seconds, number, ::.0}秒で切断されています。ターゲット側のタイマーによる切断です。',
    },
    'not-seen': {
      en: 'The 502s are not cut after a constant time.',
      ja: '毎回同じ時間で切断される傾向はありません。',
    },
  },
  run({ accessLog }) {
    return cutOffBy(accessLog, 'constant-time');
  },
});
