import { defineCause } from './define-cause.ts';

export const memoryPressureSwap = defineCause({
  id: 'memory-pressure-swap',
  title: { en: 'The instances swap', ja: 'メモリ不足でスワップが発生している' },
  mechanism: {
    en: 'Memory is full, and what is needed has to be fetched from the disk: requests stall, connections break, and the kernel may kill in the end.',
    ja: 'メモリを使い切り、ディスクとの間でスワップが続いています。リクエストが滞り、接続が切れ、最後はカーネルがプロセスを強制終了することもあります。',
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
      check: 'ec2/swapping',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html',
    },
    {
      check: 'capacity/memory-near-limit',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/closed-mid-response',
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
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
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
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'app-log/oom',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The kernel names the process that it killed for memory.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'app-log/heap',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A runtime that runs out of heap ends or stalls the process.',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'ec2/swapping', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'ec2/swapping', is: 'seen' },
      { check: 'capacity/memory-near-limit', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Restart the process that grows, one instance at a time, or move to instances with more memory.',
    ja: '肥大化したプロセスを1台ずつ再起動するか、メモリの多いインスタンスに変更します。',
  },
  prevention: {
    en: 'Memory limits for each process, fewer workers, the leak found; alarms on the memory that the agent reports.',
    ja: 'プロセスごとのメモリ上限とワーカー数を見直し、リークを修正し、エージェントのメモリメトリクスにアラームを設定します。',
  },
  verify: ['ec2/swapping', 'capacity/memory-near-limit'],
  guide: ['G9', 'G20', 'G35'],
});
