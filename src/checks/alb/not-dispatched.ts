import { defineCheck } from '../../domain/check.ts';
import { cutOffBy } from '../reading/timing-answer.ts';

export const notDispatched = defineCheck({
  id: 'alb/not-dispatched',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'timing-start',
  guide: ['G24'],
  texts: {
    title: { en: 'requests that never reached the target', ja: 'ターゲットに届かなかったリクエスト' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log were never sent to the target (times -1 -1 -1): refused, or the kept connection was already closed.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件は、ターゲットに送信されていません（処理時間 -1 -1 -1）。接続を拒否されたか、保持していた接続がすでに閉じられていました。',
    },
    'not-seen': {
      en: '{count, plural, =0 {All} other {All but #}} of {rows, number} failed requests in the access log did reach the target.',
      ja: '{count, plural, =0 {アクセスログの失敗リクエスト{rows, number}件は、すべてターゲットに届いています。} other {アクセスログの失敗リクエスト{rows, number}件のうち、ターゲットに届かなかったのは#件だけです。}}',
    },
  },
  run({ accessLog }) {
    return cutOffBy(accessLog, 'not-dispatched');
  },
});
