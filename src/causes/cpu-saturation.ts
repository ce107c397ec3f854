import { defineCause } from './define-cause.ts';

export const cpuSaturation = defineCause({
  id: 'cpu-saturation',
  title: { en: 'The tasks have no CPU left', ja: 'タスクのCPUが枯渇している' },
  mechanism: {
    en: 'With the CPU used up the application accepts and answers too late; connections break and health checks time out.',
    ja: 'CPUを使い切り、アプリケーションの受け付けと応答が追いつきません。接続が切れ、ヘルスチェックもタイムアウトします。',
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
      check: 'capacity/cpu-saturated',
      strength: 'almost-always',
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
      check: 'capacity/errors-rise-with-load',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
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
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
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
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
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
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
    },
    {
      check: 'capacity/memory-near-limit',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
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
      check: 'alb/closed-after-constant-time',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'scaling/at-maximum',
      strength: 'sometimes',
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
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'capacity/cpu-saturated', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Scale out, or give the tasks more CPU; shed load; stop a process that runs away.',
    ja: 'スケールアウトするかCPUを増やし、負荷を制限し、暴走しているプロセスを止めます。',
  },
  prevention: {
    en: 'Autoscaling on requests per target or CPU with headroom; profile the hot path.',
    ja: 'ターゲットあたりのリクエスト数やCPUに余裕を持たせてオートスケーリングし、重い処理を改善します。',
  },
  verify: ['capacity/cpu-saturated'],
  guide: ['G9', 'G20', 'G35'],
});
