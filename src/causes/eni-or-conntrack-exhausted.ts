import { defineCause } from './define-cause.ts';

export const eniOrConntrackExhausted = defineCause({
  id: 'eni-or-conntrack-exhausted',
  title: {
    en: 'An instance drops connections over its network allowance',
    ja: 'ネットワーク許容量の超過で接続が失われている',
  },
  mechanism: {
    en: 'The instance type allows so many tracked connections and packets; beyond them new connections are dropped or refused.',
    ja: 'インスタンスタイプごとの接続追跡数・パケット数の許容量を超え、新しい接続が破棄または拒否されています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
    {
      check: 'ec2/conntrack-table-full',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.kernel.org/networking/nf_conntrack-sysctl.html',
    },
    {
      check: 'ec2/network-allowance-exceeded',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-network-performance-ena.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'often',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
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
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
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
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
  ],
  decidedBy: [
    [{ check: 'ec2/conntrack-table-full', is: 'seen' }],
    [
      { check: 'ec2/network-allowance-exceeded', is: 'seen' },
      { check: 'capacity/errors-rise-with-load', is: 'seen' },
    ],
    [
      { check: 'ec2/network-allowance-exceeded', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
    [
      { check: 'ec2/network-allowance-exceeded', is: 'seen' },
      { check: 'alb/not-dispatched', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Add instances, or move to a larger type.',
    ja: '台数を増やすか、より大きいインスタンスタイプに変更します。',
  },
  prevention: {
    en: 'Keep connections alive, open fewer of them, alarms on the allowance counters of the network card.',
    ja: '接続を再利用して新規接続を減らし、ネットワークカードの許容量メトリクスにアラームを設定します。',
  },
  verify: ['ec2/network-allowance-exceeded'],
  guide: ['G9', 'G14', 'G20'],
});
