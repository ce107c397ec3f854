import { defineCause } from './define-cause.ts';

export const cacheOrQueueDown = defineCause({
  id: 'cache-or-queue-down',
  title: { en: 'The cache or queue is lost', ja: 'キャッシュやキューが停止している' },
  mechanism: {
    en: 'The application loses its cache or queue and crashes or blocks on it.',
    ja: 'キャッシュやキューが使えなくなり、アプリケーションが異常終了するか、待ち続けています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/cache',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Cache clients log lost connections.',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-target',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
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
      check: 'ecs/crash-exit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'data/cache-interrupted',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
    },
    {
      check: 'data/cache-overloaded',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
    },
    {
      check: 'data/cache-evicting',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
    },
    {
      check: 'change/store-change-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A restart, failover or new size of the cache takes its connections down for a while.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'While processes die of it nobody listens.',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'While processes die of it nobody listens.',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Tasks that start while the cache is away die of it again.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Health checks fail and pass by turns while the process dies and returns.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'reasoned',
      source: 'An application that answers 502 does so for something behind it, most often.',
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
      { check: 'app-log/cache', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'app-log/cache', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'app-log/cache', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
    [
      { check: 'data/cache-interrupted', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
    [
      { check: 'data/cache-overloaded', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Fail over, or bypass the cache.',
    ja: 'フェイルオーバーするか、キャッシュを迂回します。',
  },
  prevention: {
    en: 'Bear the loss of the cache: short time limits and a fallback.',
    ja: '短いタイムアウトと代替処理で、キャッシュの喪失に耐えられるようにします。',
  },
  verify: ['app-log/cache'],
  guide: ['G10', 'G27'],
});
