import { defineCause } from './define-cause.ts';

export const burstCreditExhausted = defineCause({
  id: 'burst-credit-exhausted',
  title: { en: 'The instances have used up their burst credits', ja: 'バーストクレジットを使い切っている' },
  mechanism: {
    en: 'A burstable instance or disk without credits runs at its baseline: a fraction of the speed that the load needs.',
    ja: 'クレジットを失ったバースト対応のインスタンスやディスクは、ベースライン性能まで制限されます。',
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
      check: 'ec2/credits-exhausted',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html',
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
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
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
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is slow or silent rather than broken gives 504 or 503 before it gives 502.',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
    {
      check: 'capacity/cpu-saturated',
      strength: 'often',
      basis: 'reasoned',
      source: 'CloudWatch shows the CPU at the baseline, far from 100 %, once the credits are gone.',
    },
  ],
  decidedBy: [
    [
      { check: 'ec2/credits-exhausted', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'ec2/credits-exhausted', is: 'seen' },
      { check: 'capacity/errors-rise-with-load', is: 'seen' },
    ],
    [
      { check: 'ec2/credits-exhausted', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Switch the instances to unlimited mode, or add instances; for a disk, raise its baseline.',
    ja: 'unlimitedモードに切り替えるか台数を増やします。ディスクの場合はベースライン性能を上げます。',
  },
  prevention: {
    en: 'A type with fixed performance, an alarm on the credit balance.',
    ja: '固定性能のインスタンスタイプに移し、クレジット残高にアラームを設定します。',
  },
  verify: ['ec2/credits-exhausted'],
  guide: ['G9', 'G20', 'G35'],
});
