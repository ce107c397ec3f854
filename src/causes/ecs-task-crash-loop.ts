import { defineCause } from './define-cause.ts';

export const ecsTaskCrashLoop = defineCause({
  id: 'ecs-task-crash-loop',
  title: { en: 'Tasks start and die again and again', ja: 'タスクが起動と終了を繰り返している' },
  mechanism: {
    en: 'The tasks of a revision end soon after they start (configuration, migration, missing secret, wrong CPU architecture), so too few are left to serve.',
    ja: 'リビジョンのタスクが起動直後に終了し（設定、マイグレーション、シークレットの欠落、CPUアーキテクチャの違いなど）、リクエストを処理できるタスクが足りません。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks the requests is written by the application, and was not written before.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/start-failure',
      strength: 'often',
      basis: 'reasoned',
      source: 'What ends a process before it serves is written to its log first.',
    },
    {
      check: 'ecs/crash-exit',
      strength: 'usually',
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
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'targets/unhealthy',
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
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'ecs/oom-kill',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'app-log/heap',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A runtime that runs out of heap ends or stalls the process.',
    },
    {
      check: 'app-log/database-unreachable',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Drivers log the address that they could not reach.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'change/rollback-seen',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    },
    {
      check: 'change/secret-change-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that cannot read its settings ends as it starts.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Thin traffic relieves it.',
    },
  ],
  decidedBy: [
    [
      { check: 'ecs/tasks-keep-failing', is: 'seen' },
      { check: 'app-log/start-failure', is: 'seen' },
    ],
    [
      { check: 'ecs/tasks-keep-failing', is: 'seen' },
      { check: 'ecs/crash-exit', is: 'seen' },
    ],
    [
      { check: 'ecs/tasks-keep-failing', is: 'seen' },
      { check: 'ecs/rollout-failed', is: 'seen' },
    ],
    [
      { check: 'ecs/tasks-keep-failing', is: 'seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Stop the deployment with a rollback, or update the service to the task definition before.',
    ja: 'デプロイを停止してロールバックするか、サービスを以前のタスク定義に戻します。',
  },
  prevention: {
    en: 'Deployment circuit breaker with rollback; smoke-test the image with its real configuration.',
    ja: 'ロールバック付きのサーキットブレーカーを有効にし、実際の設定でイメージを起動テストします。',
  },
  verify: ['ecs/tasks-keep-failing'],
  guide: ['G10', 'G27', 'G33'],
});
