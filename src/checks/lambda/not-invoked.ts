import { defineCheck } from '../../domain/check.ts';
import { isObservation, measured } from '../reading/function-metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Of the failed requests: for so few the function ran that most did not reach it, or for so many that they did. */
const HARDLY = 0.2;
const MOSTLY = 0.8;

export const notInvoked = defineCheck({
  id: 'lambda/not-invoked',
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
    title: { en: 'requests that never reach the function', ja: '関数に届いていないリクエスト' },
    seen: {
      en: 'For most of the {failures, number} failed requests the function did not run (it ran {invocations, number} times in those minutes): they never reached it.',
      ja: '失敗した{failures, number}件のリクエストの大半では関数が実行されていません（同じ時間帯の実行は{invocations, number}回）。リクエストは関数に届いていません。',
    },
    'not-seen': {
      en: 'The function ran for the requests that failed, too ({invocations, number} times in the minutes of the {failures, number} 502s).',
      ja: '失敗したリクエストでも関数は実行されています（502が{failures, number}件発生した時間帯に{invocations, number}回）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    const found = measured(evidence, window);
    if (isObservation(found)) return found;
    const { failures, total, ran } = found.work;
    const invocations = total('Invocations');
    if (invocations === undefined) return unknown('not-collected');
    const args = { invocations, failures };
    if (invocations <= HARDLY * failures || (ran !== undefined && ran <= HARDLY)) return seen(args);
    return ran !== undefined && ran >= MOSTLY ? notSeen(args) : unknown('ambiguous', args);
  },
});
