import { defineCheck } from '../../domain/check.ts';
import { isObservation, measured } from '../reading/function-metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Of the 502s: so few invocations mean that the requests did not reach the function. */
const HARDLY = 0.2;

export const notInvoked = defineCheck({
  id: 'lambda/not-invoked',
  layer: 'service',
  needs: ['functions', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-metrics',
  guide: ['G6', 'G40'],
  texts: {
    title: { en: 'requests that never reach the function', ja: '関数に届いていないリクエスト' },
    seen: {
      en: 'The function ran only {invocations, number} times in the minutes of {failures, number} 502s: most requests never reached it.',
      ja: '502が{failures, number}件発生した時間帯に、関数の実行は{invocations, number}回だけです。大半のリクエストは関数に届いていません。',
    },
    'not-seen': {
      en: 'The function ran {invocations, number} times in the minutes of the {failures, number} 502s: requests reach it.',
      ja: '502が{failures, number}件発生した時間帯に、関数は{invocations, number}回実行されています。リクエストは関数に届いています。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    const found = measured(evidence, window);
    if (isObservation(found)) return found;
    const { failures, total } = found.work;
    const invocations = total('Invocations');
    if (invocations === undefined) return unknown('not-collected');
    const args = { invocations, failures };
    if (invocations <= HARDLY * failures) return seen(args);
    return invocations >= failures ? notSeen(args) : unknown('ambiguous', args);
  },
});
