import { defineCause } from './define-cause.ts';

export const egressPathFailure = defineCause({
  id: 'egress-path-failure',
  title: { en: 'The way out of the VPC fails', ja: 'VPCから外への通信経路の障害' },
  mechanism: {
    en: 'The application cannot reach what lies outside its VPC: the NAT gateway has no ports left, its route is gone, or names no longer resolve.',
    ja: 'NATゲートウェイのポート枯渇、経路の消失、名前解決の失敗などにより、アプリケーションがVPCの外に接続できません。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'data/nat-port-errors',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html',
    },
    {
      check: 'app-log/dependency',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'network/route-blackhole',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A route whose target is gone drops what is sent to it.',
    },
    {
      check: 'network/acl-or-route-changed-near-outage',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A route table or ACL that was changed takes the way out with it.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Connections that cannot be opened are waited for until they time out.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-target',
      strength: 'often',
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
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Calls that hang are ended by a timer.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Workers that wait for an answer from outside are killed by their watchdog.',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/database-unreachable',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A database outside the VPC goes with the rest.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Every call to the outside fails, whichever route makes it.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Targets of one subnet share the way out.',
    },
  ],
  decidedBy: [
    [
      { check: 'data/nat-port-errors', is: 'seen' },
      { check: 'app-log/dependency', is: 'seen' },
    ],
    [
      { check: 'data/nat-port-errors', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Restore the route or NAT gateway; spread the calls over more NAT gateways or addresses; let calls to AWS use VPC endpoints.',
    ja: '経路やNATゲートウェイを復旧します。NATゲートウェイやIPアドレスを増やして接続を分散し、AWSへの通信はVPCエンドポイント経由にします。',
  },
  prevention: {
    en: 'A NAT gateway in each zone, VPC endpoints, kept connections to the outside, an alarm on ErrorPortAllocation.',
    ja: 'ゾーンごとのNATゲートウェイ、VPCエンドポイント、外部への接続の使い回し、ErrorPortAllocationのアラームを用意します。',
  },
  verify: ['data/nat-port-errors', 'app-log/dependency'],
  guide: ['G11', 'G27'],
});
