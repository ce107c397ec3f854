import { defineCheck } from '../../domain/check.ts';
import { cutOffBy } from '../reading/timing-answer.ts';

export const closedAtOnce = defineCheck({
  id: 'alb/closed-at-once',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'timing-start',
  guide: ['G24'],
  texts: {
    title: { en: 'connections closed as soon as the request was sent', ja: '送信直後に閉じられた接続' },
    seen: {
      en: 'In {count, number} of {rows, number} 502s in the access log the target closed the connection right after the request, before it could have worked on it.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件では、送信直後、処理を始める間もなくターゲットが接続を閉じています。',
    },
    'not-seen': {
      en: '{count, plural, =0 {None} other {Only #}} of {rows, number} 502s in the access log broke off right after the request was sent.',
      ja: '{count, plural, =0 {アクセスログにある502の{rows, number}件に、送信直後に切断されたものはありません。} other {送信直後に切断されたのは、アクセスログにある502の{rows, number}件中#件だけです。}}',
    },
  },
  run({ accessLog }) {
    return cutOffBy(accessLog, 'closed-at-once');
  },
});
