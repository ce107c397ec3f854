import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonService = defineCheck({
  id: 'lambda/reason-service',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'failures inside Lambda or on the way to it', ja: 'Lambdaのサービス側または接続の失敗' },
    seen: {
      en: '{count, plural, one {# request} other {# requests}} failed inside Lambda or between the load balancer and Lambda ({reason}), not in the function.',
      ja: '{count, number}件が、関数ではなくLambdaのサービス側か、Lambdaへの接続で失敗しました（{reason}）。',
    },
    'not-seen': {
      en: 'Nothing failed inside Lambda or on the way to it ({count, number}).',
      ja: 'Lambdaのサービス側や接続での失敗はありません（{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.service, targetGroups);
  },
});
