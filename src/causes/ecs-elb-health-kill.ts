import { defineCause } from './define-cause.ts';

export const ecsElbHealthKill = defineCause({
  id: 'ecs-elb-health-kill',
  title: { en: 'ECS stops tasks before they have finished starting', ja: '起動が終わる前にECSがタスクを停止している' },
  mechanism: {
    en: 'Tasks need longer to start than the health check and its grace period allow; ECS stops them while the load balancer sends to them.',
    ja: 'タスクの起動がヘルスチェックの猶予期間に間に合わず、ロードバランサーがリクエストを送っている間にECSがタスクを停止しています。',
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
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/killed-while-starting',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
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
      check: 'targets/health-check-refused',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'often',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
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
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/shutdown',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'ecs/rollout-failed',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
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
      { check: 'ecs/killed-while-starting', is: 'seen' },
      { check: 'targets/health-check-wrong-page', is: 'not-seen' },
      { check: 'ecs/port-mismatch', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Raise the health check grace period of the service.',
    ja: 'サービスのヘルスチェックの猶予期間を延ばします。',
  },
  prevention: {
    en: 'Grace period longer than the slowest start; start faster.',
    ja: '猶予期間を最も遅い起動より長くし、起動時間を短縮します。',
  },
  verify: ['ecs/killed-while-starting', 'ecs/elb-health-kill'],
  guide: ['G16'],
});
