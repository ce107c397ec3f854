import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonAccessDenied = defineCheck({
  id: 'lambda/reason-access-denied',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: {
      en: 'invocations that the load balancer was not allowed',
      ja: 'ロードバランサーに許可されていない呼び出し',
    },
    seen: {
      en: 'The load balancer was not allowed to invoke the function for {count, plural, one {# request} other {# requests}} (LambdaAccessDenied).',
      ja: 'ロードバランサーに関数の呼び出しが許可されておらず、{count, number}件が失敗しました（LambdaAccessDenied）。',
    },
    'not-seen': {
      en: 'The load balancer was allowed to invoke every time (LambdaAccessDenied: {count, number}).',
      ja: '呼び出しの権限エラーはありません（LambdaAccessDenied：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.denied, targetGroups);
  },
});
