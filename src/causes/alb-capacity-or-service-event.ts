import { defineCause } from './define-cause.ts';

export const albCapacityOrServiceEvent = defineCause({
  id: 'alb-capacity-or-service-event',
  title: {
    en: 'The load balancer itself is at its limit or impaired',
    ja: 'ロードバランサー自体が限界に達しているか、障害が起きている',
  },
  mechanism: {
    en: 'Nodes of the load balancer reject connections or fail. Whether AWS has an event is told by the Health Dashboard, not by the load balancer.',
    ja: 'ロードバランサーのノードが接続を拒否しているか、障害を起こしています。AWS側の障害かどうかはAWS Health Dashboardで確認してください。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'network/load-balancer-at-limit',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'often',
      basis: 'reasoned',
      source: 'A load balancer grows with its traffic, not ahead of it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
  ],
  inhibits: [
    {
      check: 'targets/one-target',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A node of the load balancer speaks to all targets.',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'network/load-balancer-at-limit', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
      { check: 'targets/unhealthy', is: 'not-seen' },
    ],
  ],
  runbook: 'triage',
  mitigation: {
    en: 'Look at the AWS Health Dashboard; shift away from an impaired zone; ask AWS Support.',
    ja: 'AWS Health Dashboardを確認し、障害のあるゾーンから切り替え、AWSサポートに問い合わせます。',
  },
  prevention: {
    en: 'Reserve capacity units (LCU) before known peaks; at least two zones.',
    ja: '予定されたピークの前にLCU予約を行い、2つ以上のゾーンで運用します。',
  },
  verify: ['network/load-balancer-at-limit'],
  guide: ['G19', 'G23'],
});
