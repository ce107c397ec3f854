import { defineCause } from './define-cause.ts';

export const routeBlackhole = defineCause({
  id: 'route-blackhole',
  title: { en: 'There is no working route to the targets', ja: 'ターゲットへの有効なルートがない' },
  mechanism: {
    en: 'The route between the load balancer’s subnets and targets elsewhere (peered VPC, transit gateway, on premises) is missing or leads into a deleted connection. Nothing comes back: 504 after ten seconds.',
    ja: 'ロードバランサーのサブネットから、別の場所（ピアリング先のVPC、Transit Gateway、オンプレミス）のターゲットへのルートがないか、削除済みの接続を指しています。応答が返らず、10秒後に504になります。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'network/route-blackhole',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
    },
    {
      check: 'network/acl-or-route-changed-near-outage',
      strength: 'often',
      basis: 'reasoned',
      source: 'A route that is taken away shows at once.',
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
  decidedBy: [[{ check: 'network/route-blackhole', is: 'seen' }]],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Restore the route; meanwhile send traffic to targets inside the VPC.',
    ja: 'ルートを復旧し、それまではVPC内のターゲットに転送します。',
  },
  prevention: {
    en: 'Routes in code; test reachability after each change of peering or transit gateways.',
    ja: 'ルートをIaCで管理し、ピアリングやTransit Gatewayを変更するたびに到達性をテストします。',
  },
  verify: ['network/route-blackhole', 'alb/504-rise-too'],
  guide: ['G13', 'G18'],
});
