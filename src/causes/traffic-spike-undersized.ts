import { defineCause } from './define-cause.ts';

export const trafficSpikeUndersized = defineCause({
  id: 'traffic-spike-undersized',
  title: { en: 'More traffic than the service is sized for', ja: 'トラフィックが想定を超え、容量が足りない' },
  mechanism: {
    en: 'Demand rose above what the tasks can serve, and scaling is too slow or at its limit.',
    ja: '需要がタスクの処理能力を超え、スケーリングが間に合わないか上限に達しています。',
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
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'capacity/cpu-saturated',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process without CPU can neither accept nor answer in time.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'usually',
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
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
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
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
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
      check: 'capacity/memory-near-limit',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Database and pool both say that no connection is left.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'scaling/at-maximum',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'capacity/traffic-spike', is: 'seen' },
      { check: 'capacity/errors-rise-with-load', is: 'seen' },
    ],
    [
      { check: 'capacity/traffic-spike', is: 'seen' },
      { check: 'capacity/cpu-saturated', is: 'seen' },
    ],
    [
      { check: 'capacity/traffic-spike', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Raise the number of tasks and its maximum (mind the database’s connection limit); cache or limit the heaviest route.',
    ja: 'タスク数とその上限を増やします（データベースの接続数上限に注意）。重いルートはキャッシュや制限で抑えます。',
  },
  prevention: {
    en: 'Load tests, target tracking, and capacity planned before events.',
    ja: '負荷テスト、ターゲット追跡スケーリング、イベント前の容量計画を行います。',
  },
  verify: ['capacity/errors-rise-with-load', 'capacity/response-time-rises'],
  guide: ['G9', 'G35'],
});
