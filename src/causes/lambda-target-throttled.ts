import { defineCause } from './define-cause.ts';

export const lambdaTargetThrottled = defineCause({
  id: 'lambda-target-throttled',
  title: {
    en: 'Lambda throttles the function',
    ja: 'Lambdaが関数をスロットリングしている',
  },
  mechanism: {
    en: 'All concurrency that the function may use is taken (reserved for it, or left in the account). Lambda refuses the invocation, and the load balancer answers 502.',
    ja: '関数が使える同時実行数（予約分またはアカウントの残り）を使い切っています。Lambdaが呼び出しを拒否し、ロードバランサーは502を返します。',
  },
  prior: 'rare',
  supports: [
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
      check: 'lambda/reason-throttling',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/throttles-follow',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/concurrency-at-limit',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'often',
      basis: 'reasoned',
      source: 'Demand above the limit begins with more demand.',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'What is refused is what is too much.',
    },
    {
      check: 'lambda/concurrency-cut-near-onset',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Executions that last longer take more of the limit.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A limit of zero refuses everybody.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Lambda does not know what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'lambda/reason-throttling', is: 'seen' }], [{ check: 'lambda/throttles-follow', is: 'seen' }]],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Raise or remove the reserved concurrency, or ask for a higher account limit; hold back the function that takes it all.',
    ja: '予約済み同時実行数を引き上げるか解除し、必要ならアカウントの上限引き上げを申請します。使い切っている別の関数があれば抑えます。',
  },
  prevention: {
    en: 'Reserve concurrency for what customers wait for, alarm on Throttles and on ConcurrentExecutions at 80 % of the limit, shorten slow executions.',
    ja: '利用者が待つ関数に同時実行数を予約し、Throttlesと上限の80%に達したConcurrentExecutionsにアラームを設定します。長い実行は短くします。',
  },
  verify: ['lambda/throttles-follow', 'lambda/reason-throttling'],
  guide: ['G6', 'G9', 'G42'],
});
