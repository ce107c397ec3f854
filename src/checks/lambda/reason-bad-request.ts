import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonBadRequest = defineCheck({
  id: 'lambda/reason-bad-request',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'requests that could not be handed to the function', ja: '関数に渡せなかったリクエスト' },
    seen: {
      en: '{count, plural, one {# request} other {# requests}} could not be handed to the function: headers or body are no valid UTF-8 (LambdaBadRequest).',
      ja: 'ヘッダーまたはボディが正しいUTF-8ではなく、関数に渡せなかったリクエストが{count, number}件あります（LambdaBadRequest）。',
    },
    'not-seen': {
      en: 'Every request could be handed to the function (LambdaBadRequest: {count, number}).',
      ja: 'すべてのリクエストを関数に渡せています（LambdaBadRequest：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.badRequest, targetGroups);
  },
});
