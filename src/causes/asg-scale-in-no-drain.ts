import { defineCause } from './define-cause.ts';

export const asgScaleInNoDrain = defineCause({
  id: 'asg-scale-in-no-drain',
  title: {
    en: 'Auto Scaling ends instances that still have work',
    ja: 'Auto Scalingが処理中のインスタンスを終了している',
  },
  mechanism: {
    en: 'The group takes an instance away without waiting for its requests: it is not attached to the target group, or the deregistration delay is too short and no lifecycle hook holds it.',
    ja: '処理中のリクエストを待たずにAuto Scalingグループがインスタンスを終了しています。ターゲットグループがアタッチされていないか、登録解除の遅延が短く、ライフサイクルフックもありません。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'scaling/terminations-near-failures',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html',
    },
    {
      check: 'scaling/only-leaving-instances-fail',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'scaling/termination-without-drain',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks-overview.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
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
      strength: 'often',
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
      check: 'app-log/shutdown',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/deregistration-delay-short',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
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
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It comes in bursts while instances leave, not as a steady trickle.',
    },
  ],
  decidedBy: [
    [
      { check: 'scaling/terminations-near-failures', is: 'seen' },
      { check: 'scaling/only-leaving-instances-fail', is: 'seen' },
    ],
    [
      { check: 'scaling/terminations-near-failures', is: 'seen' },
      { check: 'scaling/termination-without-drain', is: 'seen' },
    ],
    [
      { check: 'scaling/only-leaving-instances-fail', is: 'seen' },
      { check: 'scaling/termination-without-drain', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Suspend the processes Terminate, ReplaceUnhealthy and AZRebalance of the group until it drains.',
    ja: 'ドレイニングの設定が済むまで、グループのTerminate・ReplaceUnhealthy・AZRebalanceプロセスを一時停止します。',
  },
  prevention: {
    en: 'Attach the target group to the Auto Scaling group, set a deregistration delay above the longest request, and add a lifecycle hook on termination.',
    ja: 'ターゲットグループをAuto Scalingグループにアタッチし、登録解除の遅延を最長リクエストより長くし、終了時のライフサイクルフックを追加します。',
  },
  verify: ['scaling/terminations-near-failures', 'scaling/termination-without-drain'],
  guide: ['G27', 'G33', 'G40'],
});
