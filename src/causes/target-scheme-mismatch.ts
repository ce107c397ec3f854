import { defineCause } from './define-cause.ts';

export const targetSchemeMismatch = defineCause({
  id: 'target-scheme-mismatch',
  title: { en: 'HTTP is spoken to a TLS port, or TLS to a plain port', ja: 'HTTPとTLSが食い違っている' },
  mechanism: {
    en: 'The protocol of the target group is not what the target’s port speaks: TLS to a plain port ends in the handshake, plain HTTP to a TLS port in a closed connection or a 400.',
    ja: 'ターゲットグループのプロトコルが、ターゲットのポートの通信方式と一致していません。平文ポートへのTLSはハンドシェイクで失敗し、TLSポートへの平文HTTPは切断または400になります。',
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
      check: 'tls/scheme-unlike-port',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Ports have their customs: 443 and 8443 speak TLS, 80, 8080 and 3000 do not.',
    },
    {
      check: 'alb/tls-negotiation-errors',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
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
      check: 'alb/closed-at-once',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A TLS server that reads plain text closes at once.',
    },
    {
      check: 'targets/https-target-group',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'app-log/tls',
      strength: 'often',
      basis: 'reasoned',
      source:
        'The side that gets the other dialect logs it: “plain HTTP request was sent to HTTPS port”, “wrong version number”.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The setting holds for all targets of the group.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A wrong setting shows within minutes of being made.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
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
    [
      { check: 'tls/scheme-unlike-port', is: 'seen' },
      { check: 'alb/tls-negotiation-errors', is: 'seen' },
    ],
    [
      { check: 'tls/scheme-unlike-port', is: 'seen' },
      { check: 'app-log/tls', is: 'seen' },
    ],
    [
      { check: 'tls/scheme-unlike-port', is: 'seen' },
      { check: 'alb/most-requests-fail', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Register the targets in a group with the right protocol, or put the old setting back.',
    ja: '正しいプロトコルのターゲットグループに登録し直すか、設定を元に戻します。',
  },
  prevention: {
    en: 'Protocol and port from one place in code; one smoke test through the load balancer.',
    ja: 'プロトコルとポートをIaCの1か所で定義し、ロードバランサー経由のスモークテストを行います。',
  },
  verify: ['alb/tls-negotiation-errors', 'alb/502-from-load-balancer'],
  guide: ['G8', 'G12', 'G18'],
});
