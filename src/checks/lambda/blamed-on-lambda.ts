import { defineCheck } from '../../domain/check.ts';
import { blamedObservation } from '../reading/function-blame.ts';

export const blamedOnLambda = defineCheck({
  id: 'lambda/blamed-on-lambda',
  layer: 'load-balancer',
  needs: ['targetGroups', 'resourceMetrics', 'metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: {
      en: '502s that the load balancer blames on Lambda',
      ja: 'ロードバランサーがLambdaのサービス側と数えた失敗',
    },
    seen: {
      en: 'The load balancer counts {count, number} failures inside Lambda or of its own (LambdaInternalError) beside {failures, number} 502s.',
      ja: '502が{failures, number}件発生する間に、Lambdaのサービス側の失敗（LambdaInternalError）が{count, number}件数えられています。',
    },
    'not-seen': {
      en: 'The load balancer blames none of the {failures, number} 502s on Lambda itself (LambdaInternalError).',
      ja: '502（{failures, number}件）のうち、Lambdaのサービス側（LambdaInternalError）と数えられたものはありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    return blamedObservation(evidence, window, 'LambdaInternalError');
  },
});
