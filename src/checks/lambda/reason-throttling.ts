import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonThrottling = defineCheck({
  id: 'lambda/reason-throttling',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'invocations refused for lack of concurrency', ja: '同時実行数の不足で拒否された呼び出し' },
    seen: {
      en: 'Lambda refused {count, plural, one {# request} other {# requests}} because no concurrency was left (LambdaThrottling).',
      ja: '同時実行数が足りず、Lambdaが{count, number}件の呼び出しを拒否しました（LambdaThrottling）。',
    },
    'not-seen': {
      en: 'Lambda throttled no request (LambdaThrottling: {count, number}).',
      ja: 'スロットリングされたリクエストはありません（LambdaThrottling：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.throttling, targetGroups);
  },
});
