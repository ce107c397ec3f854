import { defineCause } from './define-cause.ts';

export const targetPortMismatch = defineCause({
  id: 'target-port-mismatch',
  title: {
    en: 'Requests go to a port on which the application does not listen',
    ja: 'アプリケーションが待ち受けていないポートに送信している',
  },
  mechanism: {
    en: 'The port of the target group or of the container mapping is not the one that the application listens on, so every connection is refused.',
    ja: 'ターゲットグループまたはコンテナのポート設定が、アプリケーションの待ち受けポートと一致しておらず、すべての接続が拒否されます。',
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
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'ecs/port-mismatch',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'often',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A wrong setting shows within minutes of being made.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/rollout-failed',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'often',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'network/health-log-resets',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
    },
    {
      check: 'network/accepted-yet-no-connection',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
    {
      check: 'scaling/only-new-instances-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A port that changed with the image is wrong on new instances only.',
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
      { check: 'ecs/port-mismatch', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
    [
      { check: 'ecs/port-mismatch', is: 'seen' },
      { check: 'alb/most-requests-fail', is: 'seen' },
    ],
    [
      { check: 'ecs/port-mismatch', is: 'seen' },
      { check: 'targets/unhealthy', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Put the port right, or go back to the task definition that worked.',
    ja: 'ポート設定を修正するか、正常だったタスク定義に戻します。',
  },
  prevention: {
    en: 'One source of truth for the port in code, and a smoke test with every deployment.',
    ja: 'ポート番号をIaCで一元管理し、デプロイごとに疎通テストを行います。',
  },
  verify: ['alb/connection-errors-follow', 'ecs/port-mismatch'],
  guide: ['G5', 'G12'],
});
