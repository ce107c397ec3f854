import { defineCause } from './define-cause.ts';

export const naclBlock = defineCause({
  id: 'nacl-block',
  title: { en: 'A network ACL blocks the way to the targets', ja: 'ネットワークACLがターゲットとの通信を遮断している' },
  mechanism: {
    en: 'A network ACL denies the port of the targets or the ephemeral ports (1024–65535) that replies need. It has no memory of connections, so open ones break as well; packets are dropped, which gives 504 more than 502.',
    ja: 'ネットワークACLが、ターゲットのポート、または戻り通信に必要なエフェメラルポート（1024～65535）を拒否しています。ステートレスなので確立済みの接続も切れます。パケットは破棄されるため、502よりも504になります。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'network/acl-blocks-requests',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    },
    {
      check: 'network/acl-blocks-replies',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    },
    {
      check: 'network/acl-or-route-changed-near-outage',
      strength: 'usually',
      basis: 'reasoned',
      source: 'An entry of a network ACL counts from the moment it is made.',
    },
    {
      check: 'network/flow-log-rejects',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
    },
    {
      check: 'targets/one-zone',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A network ACL belongs to subnets, and a subnet to one zone.',
    },
    {
      check: 'network/connections-given-up',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'network/health-log-timeouts',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A target that is silent rather than broken gives 504 or 503 before it gives 502.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can be reached, nearly every request fails.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
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
      check: 'alb/502-from-load-balancer',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [
    [{ check: 'network/acl-blocks-requests', is: 'seen' }],
    [{ check: 'network/acl-blocks-replies', is: 'seen' }],
    [
      { check: 'network/acl-or-route-changed-near-outage', is: 'seen' },
      { check: 'network/flow-log-rejects', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Put the entry back, or associate the subnet with the default ACL.',
    ja: 'エントリを元に戻すか、サブネットをデフォルトのネットワークACLに関連付けます。',
  },
  prevention: {
    en: 'Keep network ACLs open and use security groups; test both directions, the ephemeral ports too.',
    ja: 'ネットワークACLは開けておきセキュリティグループで制御します。エフェメラルポートを含め、往復の両方向をテストします。',
  },
  verify: ['network/acl-blocks-requests', 'network/acl-blocks-replies', 'alb/504-rise-too'],
  guide: ['G13', 'G18'],
});
