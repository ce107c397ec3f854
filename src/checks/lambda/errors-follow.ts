import { defineCheck } from '../../domain/check.ts';
import { followsFailures } from '../reading/function-metrics.ts';

export const errorsFollow = defineCheck({
  id: 'lambda/errors-follow',
  layer: 'service',
  needs: ['functions', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'lambda-metrics',
  ofEachKind: true,
  guide: ['G6', 'G40'],
  texts: {
    title: { en: 'errors of the function in step with the 502s', ja: '502と連動する関数のエラー' },
    seen: {
      en: 'CloudWatch counts {count, number} failed invocations (Errors) of the function in the minutes of the {failures, number} 502s.',
      ja: '502が{failures, number}件発生した時間帯に、関数の呼び出しエラー（Errors）が{count, number}回記録されています。',
    },
    'not-seen': {
      en: 'The function ended no invocation with an error in the minutes of the {failures, number} 502s.',
      ja: '502が{failures, number}件発生した時間帯に、関数のエラーはありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    return followsFailures(evidence, window, 'Errors');
  },
});
