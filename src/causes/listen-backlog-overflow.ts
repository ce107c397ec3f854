import { defineCause } from './define-cause.ts';

export const listenBacklogOverflow = defineCause({
  id: 'listen-backlog-overflow',
  title: { en: 'The accept queue of the server overflows', ja: 'サーバーの接続待ちキューがあふれている' },
  mechanism: {
    en: 'More connections arrive than the application accepts; the kernel drops or resets what does not fit. AWS does not count it: look on the target at nstat -az TcpExtListenOverflows and at ss -ltn (Recv-Q against Send-Q).',
    ja: 'アプリケーションの受け付けが追いつかず、キューに入らない接続をカーネルが破棄またはリセットしています。AWSのメトリクスには現れません。ターゲット上で nstat -az TcpExtListenOverflows と ss -ltn（Recv-QとSend-Q）を確認してください。',
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
      check: 'ec2/accept-queue-overflow',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.kernel.org/networking/ip-sysctl.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'usually',
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
      check: 'capacity/response-time-rises',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'often',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'capacity/cpu-saturated',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process without CPU can neither accept nor answer in time.',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'ec2/accept-queue-overflow', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Add workers or targets; limit the heaviest route.',
    ja: 'ワーカーまたはターゲットを増やし、重いルートを制限します。',
  },
  prevention: {
    en: 'A longer backlog with somaxconn to match, a server that accepts while it works.',
    ja: 'バックログとsomaxconnを合わせて拡大し、処理中も接続を受け付けられるサーバー構成にします。',
  },
  verify: ['capacity/errors-rise-with-load'],
  guide: ['G9', 'G14', 'G35'],
});
