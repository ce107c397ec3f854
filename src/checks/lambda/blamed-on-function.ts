import { defineCheck } from '../../domain/check.ts';
import { blamedObservation } from '../reading/function-blame.ts';

export const blamedOnFunction = defineCheck({
  id: 'lambda/blamed-on-function',
  layer: 'load-balancer',
  needs: ['targetGroups', 'resourceMetrics', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: {
      en: '502s that the load balancer blames on the function',
      ja: 'ロードバランサーが関数側の問題と数えた失敗',
    },
    seen: {
      en: 'The load balancer counts {count, number} failures of the function itself (LambdaUserError) beside {failures, number} 502s.',
      ja: '502が{failures, number}件発生する間に、関数側の問題による失敗（LambdaUserError）が{count, number}件数えられています。',
    },
    'not-seen': {
      en: 'The load balancer blames none of the {failures, number} 502s on a function (LambdaUserError).',
      ja: '502（{failures, number}件）のうち、関数側の問題（LambdaUserError）と数えられたものはありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    return blamedObservation(evidence, window, 'LambdaUserError');
  },
});
