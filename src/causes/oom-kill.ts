import { defineCause } from './define-cause.ts';

export const oomKill = defineCause({
  id: 'oom-kill',
  title: { en: 'The container is killed for running out of memory', ja: 'メモリ不足でコンテナが強制終了されている' },
  mechanism: {
    en: 'The container goes over its memory limit and is killed at once, with every request that it was working on.',
    ja: 'コンテナがメモリ上限を超えて即座に強制終了され、処理中のリクエストがすべて失敗します。',
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
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
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
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'ecs/oom-kill',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/oom',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The kernel names the process that it killed for memory.',
    },
    {
      check: 'capacity/memory-near-limit',
      strength: 'often',
      basis: 'reasoned',
      source: 'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'ec2/swapping',
      strength: 'rarely',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html',
    },
  ],
  inhibits: [],
  decidedBy: [
    [{ check: 'ecs/oom-kill', is: 'seen' }],
    [
      { check: 'app-log/oom', is: 'seen' },
      { check: 'capacity/memory-near-limit', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Raise the task’s memory, or run fewer workers; a restart only buys time.',
    ja: 'タスクのメモリを増やすか、ワーカー数を減らします。再起動は一時しのぎです。',
  },
  prevention: {
    en: 'Memory limits from a load test, a heap cap below them, an alarm on the maximum (averages hide it), and the leak fixed.',
    ja: '負荷テストに基づいてメモリ上限を決め、ヒープ上限をそれより低くします。アラームは平均ではなく最大値に設定し、リークを修正します。',
  },
  verify: ['ecs/oom-kill', 'capacity/memory-near-limit'],
  guide: ['G9', 'G20'],
});
