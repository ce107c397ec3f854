import { defineCause } from './define-cause.ts';

export const hostFirewallBlock = defineCause({
  id: 'host-firewall-block',
  title: {
    en: 'A firewall on the targets refuses connections',
    ja: 'ターゲット上のファイアウォールが接続を拒否している',
  },
  mechanism: {
    en: 'iptables, nftables or Windows Firewall on the hosts rejects the load balancer (502) or drops its packets (504). AWS does not see it: look at the rules on a host (nft list ruleset, iptables -S).',
    ja: 'ホスト上のiptables、nftables、Windowsファイアウォールが、ロードバランサーの通信を拒否（502）または破棄（504）しています。AWSからは見えないため、ホスト上でルール（nft list ruleset、iptables -S）を確認してください。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
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
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can be reached, nearly every request fails.',
    },
    {
      check: 'network/host-firewall-rejects',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'A person who looks at the host finds the rule.',
    },
    {
      check: 'network/accepted-yet-no-connection',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
    },
    {
      check: 'network/health-log-resets',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Hosts are hardened by one image or one tool, so all of them at once.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a new image brings shows within minutes of it.',
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
  decidedBy: [[{ check: 'network/host-firewall-rejects', is: 'seen' }]],
  group: 'refused-by-target',
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Open the port in the firewall of the hosts, or replace them by the image before.',
    ja: 'ホストのファイアウォールでポートを開けるか、以前のイメージに戻します。',
  },
  prevention: {
    en: 'Rules of hosts belong to the image and its tests; prefer security groups.',
    ja: 'ホストのルールはイメージとテストで管理し、できるだけセキュリティグループを使います。',
  },
  verify: ['alb/connection-errors-follow'],
  guide: ['G13', 'G18'],
});
