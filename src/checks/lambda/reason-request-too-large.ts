import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonRequestTooLarge = defineCheck({
  id: 'lambda/reason-request-too-large',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'requests above 1 MB to a function', ja: '関数への1MBを超えるリクエスト' },
    seen: {
      en: '{count, plural, one {# request} other {# requests}} had more than the 1 MB that a function takes from a load balancer; the client gets a 413 (LambdaRequestTooLarge).',
      ja: 'ロードバランサー経由の上限である1MBを超えるリクエストが{count, number}件あり、クライアントには413が返っています（LambdaRequestTooLarge）。',
    },
    'not-seen': {
      en: 'No request was too large for a function (LambdaRequestTooLarge: {count, number}).',
      ja: '関数の上限を超えるリクエストはありません（LambdaRequestTooLarge：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.requestTooLarge, targetGroups);
  },
});
