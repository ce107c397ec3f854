import { defineCause } from './define-cause.ts';

export const dbConnectionsExhausted = defineCause({
  id: 'db-connections-exhausted',
  title: { en: 'The database connections are used up', ja: 'データベースの接続数が枯渇している' },
  mechanism: {
    en: 'Pool or server has no connection left; requests wait for one until they fail.',
    ja: '接続プールまたはデータベースの接続数が上限に達し、リクエストが接続を待った末に失敗しています。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/database-connections-full',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Database and pool both say that no connection is left.',
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
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/cpu-saturated',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A process without CPU can neither accept nor answer in time.',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'data/database-connections-at-limit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    },
    {
      check: 'data/database-connections-rise',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Pools grow until nothing is left for them.',
    },
    {
      check: 'change/store-change-near-onset',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A smaller class or a lowered max_connections leaves less for the same pools.',
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
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Thin traffic relieves it.',
    },
  ],
  decidedBy: [
    [{ check: 'app-log/database-connections-full', is: 'seen' }],
    [{ check: 'data/database-connections-at-limit', is: 'seen' }],
  ],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'End idle connections; lower pool size times tasks; do not scale out blindly.',
    ja: 'アイドル接続を切断し、プールサイズ×タスク数を減らします。安易なスケールアウトは避けてください。',
  },
  prevention: {
    en: 'Pool size times tasks below max_connections; RDS Proxy; limits raised before events.',
    ja: 'プールサイズ×タスク数をmax_connections未満に保ち、RDS Proxyを使い、イベント前に上限を引き上げます。',
  },
  verify: ['app-log/database-connections-full'],
  guide: ['G27', 'G35', 'G42'],
});
