import { defineCheck } from '../../domain/check.ts';
import { followsFailures } from '../reading/function-metrics.ts';

export const throttlesFollow = defineCheck({
  id: 'lambda/throttles-follow',
  layer: 'service',
  needs: ['functions', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-metrics',
  ofEachKind: true,
  guide: ['G6', 'G40'],
  texts: {
    title: { en: 'throttled invocations in step with the 502s', ja: '502と連動するスロットリング' },
    seen: {
      en: 'Lambda throttled {count, number} invocations in the minutes of the {failures, number} 502s.',
      ja: '502が{failures, number}件発生した時間帯に、{count, number}回の呼び出しがスロットリングされています。',
    },
    'not-seen': {
      en: 'Lambda throttled no invocation in the minutes of the {failures, number} 502s.',
      ja: '502が{failures, number}件発生した時間帯に、スロットリングはありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    return followsFailures(evidence, window, 'Throttles');
  },
});
