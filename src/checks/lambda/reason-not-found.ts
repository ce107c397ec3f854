import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonNotFound = defineCheck({
  id: 'lambda/reason-not-found',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'invocations of a function or alias that is not there', ja: '存在しない関数・エイリアスの呼び出し' },
    seen: {
      en: 'What is registered as the target was not there for {count, plural, one {# request} other {# requests}} (LambdaResourceNotFound).',
      ja: 'ターゲットとして登録された関数またはエイリアスが見つからず、{count, number}件が失敗しました（LambdaResourceNotFound）。',
    },
    'not-seen': {
      en: 'The registered function was found every time (LambdaResourceNotFound: {count, number}).',
      ja: '登録された関数は毎回見つかっています（LambdaResourceNotFound：{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.missing, targetGroups);
  },
});
