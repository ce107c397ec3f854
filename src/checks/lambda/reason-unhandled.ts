import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonUnhandled = defineCheck({
  id: 'lambda/reason-unhandled',
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
      en: 'invocations that ended with an error or a timeout',
      ja: 'エラーまたはタイムアウトで終わった呼び出し',
    },
    seen: {
      en: '{count, plural, one {# request} other {# requests}} ended inside the function: an exception, an exit or its timeout (LambdaUnhandled).',
      ja: '{count, number}件の呼び出しが、例外・異常終了・タイムアウトのいずれかで関数内で失敗しました（LambdaUnhandled）。',
    },
    'not-seen': {
      en: 'No invocation ended with an error of the function (LambdaUnhandled: {count, number}).',
      ja: '関数のエラーで終わった呼び出しはありません（LambdaUnhandled：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.unhandled, targetGroups);
  },
});
