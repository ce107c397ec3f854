import { defineCause } from './define-cause.ts';

export const allTargetsUnhealthyFailOpen = defineCause({
  id: 'all-targets-unhealthy-fail-open',
  title: {
    en: 'No target is healthy, and all of them get traffic anyway',
    ja: '正常なターゲットがなく、全台に送信している（フェイルオープン）',
  },
  mechanism: {
    en: 'Every target fails its health check. The load balancer then sends to all of them rather than to none, and their faults show as 502.',
    ja: '全ターゲットがヘルスチェックに失敗しています。ロードバランサーはフェイルオープンで全台に送信するため、その障害が502として現れます。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'almost-always',
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
      check: 'targets/health-check-server-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
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
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
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
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
  ],
  inhibits: [
    {
      check: 'targets/one-target',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'targets/all-unhealthy', is: 'seen' }]],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Mend what the failed checks have in common: a dependency, the path, the network.',
    ja: '失敗しているチェックに共通する原因（依存先、パス、ネットワーク）を直します。',
  },
  prevention: {
    en: 'A shallow health check for liveness, and dependencies watched elsewhere.',
    ja: 'ヘルスチェックは浅く保ち、依存先は別の手段で監視します。',
  },
  verify: ['targets/all-unhealthy'],
  guide: ['G10', 'G16', 'G39'],
});
