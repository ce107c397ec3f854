import { defineCause } from './define-cause.ts';

export const targetProtocolVersionMismatch = defineCause({
  id: 'target-protocol-version-mismatch',
  title: {
    en: 'The target does not speak the target group’s HTTP version',
    ja: 'ターゲットグループとHTTPのバージョンが合っていない',
  },
  mechanism: {
    en: 'The target group speaks HTTP/2 or gRPC and the target only HTTP/1.1, so it answers with what the load balancer cannot read.',
    ja: 'ターゲットグループはHTTP/2またはgRPCですが、ターゲットはHTTP/1.1しか話せないため、ロードバランサーが解釈できない応答になります。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'targets/http2-target-group',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'reasoned',
      source: 'The server refuses the connection preface and closes.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The version holds for every request to the group.',
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
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The version of a target group cannot be changed: somebody has just sent traffic to a new one.',
    },
  ],
  inhibits: [
    {
      check: 'alb/connection-errors-follow',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The connection itself succeeds.',
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
      { check: 'targets/http2-target-group', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
      { check: 'alb/most-requests-fail', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'targets/http2-target-group', is: 'seen' },
      { check: 'alb/closed-at-once', is: 'seen' },
      { check: 'alb/most-requests-fail', is: 'seen' },
      { check: 'targets/all-unhealthy', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Send traffic to a target group with HTTP/1.1; the version of a group cannot be changed.',
    ja: 'HTTP/1.1のターゲットグループに転送を切り替えます（バージョンは作成後に変更できません）。',
  },
  prevention: {
    en: 'A contract test of the version for every target group.',
    ja: 'ターゲットグループごとに、HTTPバージョンの疎通テストを用意します。',
  },
  verify: ['alb/502-from-load-balancer'],
  guide: ['G12', 'G18'],
});
