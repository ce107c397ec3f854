import { defineCheck } from '../../domain/check.ts';
import { isObservation, measured } from '../reading/function-metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Of the 502s: so few errors and throttles do not explain them. */
const FEW_FAIL = 0.1;
const MANY_FAIL = 0.3;
/** Of the failed requests: for so many, or so few, the function ran. */
const MOSTLY = 0.7;
const HARDLY = 0.3;

export const answersWithoutError = defineCheck({
  id: 'lambda/answers-without-error',
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
    title: { en: 'a function that succeeds while its requests fail', ja: '関数は成功しているのに失敗するリクエスト' },
    seen: {
      en: 'The function ran {invocations, number} times in the failing minutes with {bad, number} errors or throttles, but the load balancer answered {failures, number} requests with a 502: what the function returns is not accepted.',
      ja: '失敗した時間帯に関数は{invocations, number}回実行され、エラーとスロットリングは{bad, number}回です。それでもロードバランサーは502を{failures, number}件返しており、関数の戻り値が受け付けられていません。',
    },
    'not-seen': {
      en: 'The 502s go with failed, throttled or missing invocations of the function ({bad, number} errors or throttles, {invocations, number} invocations).',
      ja: '502は、関数の呼び出しの失敗・スロットリング・未実行と対応しています（エラーとスロットリング{bad, number}回、実行{invocations, number}回）。',
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
    const [invocations, errors, throttles] = [total('Invocations'), total('Errors'), total('Throttles')];
    if (invocations === undefined || errors === undefined || throttles === undefined) return unknown('not-collected');
    const bad = errors + throttles;
    const args = { invocations, bad, failures };
    if (bad >= MANY_FAIL * failures || (ran !== undefined && ran <= HARDLY)) return notSeen(args);
    return ran !== undefined && ran >= MOSTLY && bad <= FEW_FAIL * failures ? seen(args) : unknown('ambiguous', args);
  },
});
