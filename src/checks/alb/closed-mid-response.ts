import { defineCheck } from '../../domain/check.ts';
import { cutOffBy } from '../reading/timing-answer.ts';

export const closedMidResponse = defineCheck({
  id: 'alb/closed-mid-response',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'timing-late',
  guide: ['G24'],
  texts: {
    title: { en: 'connections closed while the target worked', ja: '処理の途中で閉じられた接続' },
    seen: {
      en: 'In {count, number} of {rows, number} 502s in the access log the target was working (median {seconds, number, ::.00} s) when the connection closed.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件では、ターゲットの処理中（中央値{seconds, number, ::.00}秒）に接続が閉じられました。',
    },
    'not-seen': {
      en: '{count, plural, =0 {None} other {Only #}} of {rows, number} 502s in the access log broke off while the target was working.',
      ja: '{count, plural, =0 {アクセスログにある502の{rows, number}件に、ターゲットの処理中に切断されたものはありません。} other {ターゲットの処理中に切断されたのは、アクセスログにある502の{rows, number}件中#件だけです。}}',
    },
  },
  run({ accessLog }) {
    return cutOffBy(accessLog, 'mid-response');
  },
});
