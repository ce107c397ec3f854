import { defineCause } from './define-cause.ts';

export const weightedShiftToBadGroup = defineCause({
  id: 'weighted-shift-to-bad-group',
  title: { en: 'Traffic was shifted to a target group that is broken', ja: '壊れたターゲットグループに重みを移した' },
  mechanism: {
    en: 'A blue/green or canary deployment gives weight to a new target group that fails; the share of failures is its weight.',
    ja: 'ブルー/グリーンまたはカナリアで、正常に応答できない新しいターゲットグループに重みを移しています。失敗の割合はその重みと一致します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'routing/failing-group-shares-a-rule',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'routing/one-group-fails',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Only the group that got the weight fails.',
    },
    {
      check: 'routing/rule-changed-near-onset',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html',
    },
    {
      check: 'routing/group-without-traffic-before',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The group is new, or had no weight before.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The weight is moved as part of a release.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The weight is a setting of the rule.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [[{ check: 'routing/failing-group-shares-a-rule', is: 'seen' }]],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Set the weight of the failing target group to 0.',
    ja: '失敗しているターゲットグループの重みを0にします。',
  },
  prevention: {
    en: 'Alarms on the new group’s errors that roll the deployment back by themselves.',
    ja: '新しいグループのエラーにアラームを設定し、自動でロールバックします。',
  },
  verify: ['routing/failing-group-shares-a-rule'],
  guide: ['G15', 'G33'],
});
