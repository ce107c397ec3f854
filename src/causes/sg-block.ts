import { defineCause } from './define-cause.ts';

export const sgBlock = defineCause({
  id: 'sg-block',
  title: {
    en: 'A security group blocks the way to the targets',
    ja: 'セキュリティグループがターゲットへの通信を遮断している',
  },
  mechanism: {
    en: 'The rule that lets the load balancer reach the targets is gone. Blocked packets are dropped, which gives 504 and health-check time-outs far more than 502; connections that are open already go on.',
    ja: 'ロードバランサーからターゲットへの通信を許可するルールがありません。遮断されたパケットは破棄されるため、502よりも504やヘルスチェックのタイムアウトになります。確立済みの接続はそのまま続きます。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'network/security-group-blocks-traffic',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    },
    {
      check: 'network/load-balancer-egress-blocked',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    },
    {
      check: 'network/security-group-blocks-health-checks',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    },
    {
      check: 'network/rule-changed-near-outage',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A rule that is taken away shows within minutes, as soon as new connections are made.',
    },
    {
      check: 'network/flow-log-rejects',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A wrong setting shows within minutes of being made.',
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
    [{ check: 'network/security-group-blocks-traffic', is: 'seen' }],
    [{ check: 'network/load-balancer-egress-blocked', is: 'seen' }],
    [
      { check: 'network/security-group-blocks-health-checks', is: 'seen' },
      { check: 'targets/unhealthy', is: 'seen' },
    ],
    [
      { check: 'network/rule-changed-near-outage', is: 'seen' },
      { check: 'network/flow-log-rejects', is: 'seen' },
    ],
    [
      { check: 'network/rule-changed-near-outage', is: 'seen' },
      { check: 'targets/health-check-timeout', is: 'seen' },
      { check: 'alb/504-rise-too', is: 'seen' },
    ],
    [
      { check: 'network/flow-log-rejects', is: 'seen' },
      { check: 'network/acl-blocks-requests', is: 'not-seen' },
      { check: 'network/acl-blocks-replies', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Put the rule back; allow for a limited time to prove it.',
    ja: 'ルールを元に戻します。期限を決めて一時的に許可し、原因かどうかを確かめる方法もあります。',
  },
  prevention: {
    en: 'Rules from group to group in code; reachability tested.',
    ja: 'セキュリティグループ同士を参照するルールをIaCで管理し、到達性をテストします。',
  },
  verify: [
    'network/security-group-blocks-traffic',
    'network/load-balancer-egress-blocked',
    'targets/health-check-timeout',
    'alb/504-rise-too',
  ],
  guide: ['G13', 'G18'],
});
