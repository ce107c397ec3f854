import { defineCause } from './define-cause.ts';

export const dbDown = defineCause({
  id: 'db-down',
  title: { en: 'The database cannot be reached', ja: 'データベースに接続できない' },
  mechanism: {
    en: 'The database is down, failing over or unreachable; the application crashes, or answers with errors.',
    ja: 'データベースが停止中・フェイルオーバー中、または到達不能で、アプリケーションが異常終了するかエラーを返しています。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/database-unreachable',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Drivers log the address that they could not reach.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
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
      check: 'targets/health-check-server-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
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
      check: 'alb/sudden-onset',
      strength: 'usually',
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
      check: 'ecs/crash-exit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
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
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
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
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'data/database-interrupted',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html',
    },
    {
      check: 'data/database-not-available',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html',
    },
    {
      check: 'data/database-connections-dropped',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
    },
    {
      check: 'data/database-storage-full',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html',
    },
    {
      check: 'change/store-change-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A restart, failover or new size of the database takes its connections down for a while.',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Pools wait for a server that does not answer, and then say that no connection is available.',
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
      check: 'targets/one-target',
      strength: 'usually',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Thin traffic relieves it.',
    },
  ],
  decidedBy: [
    [{ check: 'app-log/database-unreachable', is: 'seen' }],
    [
      { check: 'data/database-interrupted', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
    [{ check: 'data/database-not-available', is: 'seen' }],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Bring the database back or fail over; switch off what needs it.',
    ja: 'データベースを復旧またはフェイルオーバーし、データベースを必要とする機能を一時停止します。',
  },
  prevention: {
    en: 'Multi-AZ, retries with backoff, and a health check that does not need the database.',
    ja: 'マルチAZ構成とバックオフ付きリトライを採用し、ヘルスチェックをデータベースに依存させないようにします。',
  },
  verify: ['app-log/database-unreachable'],
  guide: ['G10', 'G27'],
});
