import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonInvalidResponse = defineCheck({
  id: 'lambda/reason-invalid-response',
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
      en: 'answers of the function that the load balancer does not accept',
      ja: 'ロードバランサーが受け付けない関数の応答',
    },
    seen: {
      en: 'The load balancer could not use what the function returned for {count, plural, one {# request} other {# requests}} (LambdaInvalidResponse).',
      ja: '関数の戻り値を応答として解釈できなかったリクエストが{count, number}件あります（LambdaInvalidResponse）。',
    },
    'not-seen': {
      en: 'No answer of a function was refused as invalid (LambdaInvalidResponse: {count, number}).',
      ja: '形式不正として拒否された関数の応答はありません（LambdaInvalidResponse：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.invalid, targetGroups);
  },
});
