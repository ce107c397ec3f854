import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonResponseTooLarge = defineCheck({
  id: 'lambda/reason-response-too-large',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'answers of the function above 1 MB', ja: '1MBを超える関数の応答' },
    seen: {
      en: 'The function answered {count, plural, one {# request} other {# requests}} with more than the 1 MB that a load balancer passes on (LambdaResponseTooLarge).',
      ja: 'ロードバランサーの上限である1MBを超える応答が{count, number}件ありました（LambdaResponseTooLarge）。',
    },
    'not-seen': {
      en: 'No answer of a function was too large (LambdaResponseTooLarge: {count, number}).',
      ja: '上限を超えた関数の応答はありません（LambdaResponseTooLarge：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.responseTooLarge, targetGroups);
  },
});
