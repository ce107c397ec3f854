import { defineCause } from './define-cause.ts';

export const dbSlowOrLocked = defineCause({
  id: 'db-slow-or-locked',
  title: { en: 'The database is slow or locked', ja: 'データベースの遅延やロックが起きている' },
  mechanism: {
    en: 'A slow query or a lock holds the workers until a time limit ends their requests.',
    ja: '遅いクエリやロックがワーカーを占有し、制限時間で処理が打ち切られています。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/database-lock',
      strength: 'often',
      basis: 'reasoned',
      source: 'The database reports the lock or the statement that it gave up.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'often',
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
      check: 'app-log/pool-exhausted',
      strength: 'often',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'data/database-cpu-high',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
    },
    {
      check: 'data/database-latency-high',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
    },
    {
      check: 'data/database-connections-rise',
      strength: 'often',
      basis: 'reasoned',
      source: 'Each request keeps its connection for longer, so more of them are open at once.',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'often',
      basis: 'reasoned',
      source: 'Slow statements hold the connections of the pool; those who wait for one give up.',
    },
    {
      check: 'data/database-connections-at-limit',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'Where pools may grow, slow statements fill them up to the server’s limit.',
    },
    {
      check: 'data/busy-without-traffic',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A bad plan or a missing index burns the database’s CPU with no more requests than before.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
    {
      check: 'targets/inner-timeout-matches',
      strength: 'often',
      basis: 'reasoned',
      source: 'What waits for the dependency is ended by the server’s own limit.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'An application that answers 502 does so for something behind it, most often.',
    },
  ],
  inhibits: [
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'app-log/database-lock', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'app-log/database-lock', is: 'seen' },
      { check: 'alb/closed-after-constant-time', is: 'seen' },
    ],
    [
      { check: 'app-log/database-lock', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'data/database-cpu-high', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'data/database-latency-high', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
    [
      { check: 'data/database-cpu-high', is: 'seen' },
      { check: 'alb/closed-after-constant-time', is: 'seen' },
    ],
    [
      { check: 'data/database-latency-high', is: 'seen' },
      { check: 'alb/closed-after-constant-time', is: 'seen' },
    ],
    [
      { check: 'data/database-cpu-high', is: 'seen' },
      { check: 'alb/504-rise-too', is: 'seen' },
    ],
    [
      { check: 'data/database-latency-high', is: 'seen' },
      { check: 'alb/504-rise-too', is: 'seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'End the blocking session; shed the route that causes it.',
    ja: 'ブロックしているセッションを終了し、原因のルートを制限します。',
  },
  prevention: {
    en: 'Indexes, statement time limits below the worker’s, short transactions.',
    ja: 'インデックスを整備し、ステートメントタイムアウトをワーカーの制限時間より短くし、トランザクションを短く保ちます。',
  },
  verify: ['app-log/database-lock', 'capacity/response-time-rises'],
  guide: ['G27'],
});
