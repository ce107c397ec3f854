import { defineCause } from './define-cause.ts';

export const externalApiFailure = defineCause({
  id: 'external-api-failure',
  title: { en: 'A service behind the application fails', ja: 'アプリケーションの依存先が失敗している' },
  mechanism: {
    en: 'A service that the application calls is down or slow; requests that need it fail or hang until something gives up.',
    ja: 'アプリケーションが呼び出す外部サービスが停止または遅延し、それを必要とするリクエストが失敗するか、打ち切られるまで待たされます。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/dependency',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'data/nat-port-errors',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
  ],
  inhibits: [
    {
      check: 'targets/one-target',
      strength: 'usually',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'app-log/dependency', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
      { check: 'app-log/app-answers-502', is: 'not-seen' },
    ],
    [
      { check: 'app-log/dependency', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'app-log/dependency', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
      { check: 'alb/504-rise-too', is: 'seen' },
    ],
  ],
  // An application that answers 502 for something behind it, and what it was: one incident seen from its two ends.
  group: 'relayed-dependency',
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Open the circuit to it: answer from a cache or without it.',
    ja: 'その依存先への呼び出しを遮断し、キャッシュや代替の応答に切り替えます。',
  },
  prevention: {
    en: 'Time limits, bulkheads and retries with jitter towards every dependency.',
    ja: '依存先ごとにタイムアウト、隔離、ジッター付きリトライを設けます。',
  },
  verify: ['app-log/dependency'],
  guide: ['G10', 'G27'],
});
