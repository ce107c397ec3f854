import { defineCause } from './define-cause.ts';

export const lambdaTargetTimeout = defineCause({
  id: 'lambda-target-timeout',
  title: {
    en: 'The function runs into its timeout',
    ja: '関数がタイムアウトに達している',
  },
  mechanism: {
    en: 'The function does not end within its own timeout. Lambda stops it, and the load balancer gets an error instead of an answer.',
    ja: '関数が自身のタイムアウトまでに終わらず、Lambdaが実行を打ち切ります。ロードバランサーには応答の代わりにエラーが返ります。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'lambda/function-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/lambda-error-reason',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/timeout-lines',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'lambda/timeout-reached',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/errors-follow',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/reason-unhandled',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'What is slow is mostly one query or one partner that some routes need.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Invocations that just make it become slow, too.',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The function waits for something behind it.',
    },
    {
      check: 'lambda/concurrency-at-limit',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Long executions pile up.',
    },
    {
      check: 'app-log/database-unreachable',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The function waits for a database that does not answer.',
    },
  ],
  inhibits: [
    {
      check: 'lambda/answers-without-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'often',
      basis: 'reasoned',
      source: 'Only a function that runs can run out of time.',
    },
  ],
  decidedBy: [
    [{ check: 'lambda/timeout-lines', is: 'seen' }],
    [
      { check: 'lambda/timeout-reached', is: 'seen' },
      { check: 'lambda/errors-follow', is: 'seen' },
    ],
    [
      { check: 'lambda/timeout-reached', is: 'seen' },
      { check: 'lambda/reason-unhandled', is: 'seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Raise the timeout (below the load balancer’s idle timeout) or the memory, which also gives CPU; roll back what became slow.',
    ja: 'タイムアウト（ロードバランサーのアイドルタイムアウト未満）またはメモリを引き上げます（メモリを増やすとCPUも増えます）。遅くなった変更があれば元に戻します。',
  },
  prevention: {
    en: 'Give each call to a dependency a timeout shorter than the function’s, answer with an error of your own before Lambda ends it, and move long work to a queue.',
    ja: '依存先への呼び出しには関数より短いタイムアウトを設け、打ち切られる前に自らエラーを返します。長い処理はキューに移します。',
  },
  verify: ['lambda/timeout-lines', 'lambda/errors-follow'],
  guide: ['G6', 'G11', 'G19'],
});
