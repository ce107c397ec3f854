import { defineCause } from './define-cause.ts';

export const workerOrThreadPoolExhausted = defineCause({
  id: 'worker-or-thread-pool-exhausted',
  title: { en: 'All workers or threads are busy', ja: 'ワーカーやスレッドに空きがない' },
  mechanism: {
    en: 'Every worker is busy or blocked, often on something slow behind it; new requests wait until they are dropped.',
    ja: 'すべてのワーカーが処理中または待機中で（多くは背後の依存先が遅いため）、新しいリクエストは待たされた末に破棄されます。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks the requests is written by the application, and was not written before.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Database and pool both say that no connection is left.',
    },
    {
      check: 'app-log/database-lock',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The database reports the lock or the statement that it gave up.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/proxy-socket',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
  ],
  decidedBy: [[{ check: 'app-log/pool-exhausted', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Scale out, shed the slow route, and raise the pool if CPU and memory allow.',
    ja: 'スケールアウトし、遅いルートを制限し、CPUとメモリに余裕があればプールを増やします。',
  },
  prevention: {
    en: 'Time limits towards dependencies, separate pools for slow routes, a queue for long work.',
    ja: '依存先へのタイムアウト、遅いルート専用のプール、長い処理のキュー化を導入します。',
  },
  verify: ['app-log/pool-exhausted', 'capacity/response-time-rises'],
  guide: ['G9', 'G20', 'G42'],
});
