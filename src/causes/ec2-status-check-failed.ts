import { defineCause } from './define-cause.ts';

export const ec2StatusCheckFailed = defineCause({
  id: 'ec2-status-check-failed',
  title: { en: 'An instance is impaired', ja: 'インスタンスに障害が起きている' },
  mechanism: {
    en: 'EC2 finds the host, the system or the disk of an instance impaired; what runs on it stalls, breaks off or no longer answers.',
    ja: 'ホスト・OS・ディスクのいずれかに障害があり、その上のアプリケーションが停止・切断・無応答になっています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'ec2/status-check-failed',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html',
    },
    {
      check: 'ec2/impaired-instance-fails',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'A sick machine fails by itself while its siblings serve.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'targets/one-target',
      strength: 'often',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
    {
      check: 'targets/one-zone',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A network ACL belongs to subnets, and a subnet to one zone.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'ec2/status-check-failed', is: 'seen' },
      { check: 'ec2/impaired-instance-fails', is: 'seen' },
    ],
  ],
  runbook: 'one-target-or-zone',
  mitigation: {
    en: 'Deregister the instance; stop and start it (it moves to another host), or let the group replace it.',
    ja: '該当インスタンスの登録を解除し、停止・起動して別のホストへ移すか、Auto Scalingに置き換えさせます。',
  },
  prevention: {
    en: 'Automatic recovery, ELB health checks on the group, instances in two zones or more.',
    ja: '自動復旧とELBヘルスチェックを有効にし、2つ以上のゾーンにインスタンスを配置します。',
  },
  verify: ['ec2/status-check-failed', 'ec2/impaired-instance-fails'],
  guide: ['G29', 'G43'],
});
