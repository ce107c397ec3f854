import { defineCause } from './define-cause.ts';

export const workerTimeoutKill = defineCause({
  id: 'worker-timeout-kill',
  title: {
    en: 'The application server kills its own slow workers',
    ja: 'アプリケーションサーバーが遅いワーカーを強制終了している',
  },
  mechanism: {
    en: 'A request takes longer than the server’s own time limit; its watchdog kills the worker, and the connection breaks without an answer.',
    ja: 'リクエストがサーバー自身の制限時間を超えると、監視機構がワーカーを強制終了し、応答のないまま接続が切れます。',
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
      check: 'alb/route-always-fails',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'An answer that is wrong in itself is wrong for everybody; one that depends on who asks fails for some.',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'often',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'capacity/cpu-saturated',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process without CPU can neither accept nor answer in time.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'app-log/database-lock',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The database reports the lock or the statement that it gave up.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Database and pool both say that no connection is left.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'app-log/oom',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The kernel names the process that it killed for memory.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'targets/inner-timeout-matches',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The watchdog’s limit stands in the server’s command or environment, unless it is the default.',
    },
  ],
  inhibits: [],
  decidedBy: [
    [{ check: 'app-log/worker-timeout', is: 'seen' }],
    [
      { check: 'alb/closed-after-constant-time', is: 'seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'not-seen' },
    ],
    [
      { check: 'alb/closed-after-constant-time', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'Raise the worker’s time limit above the slow requests (but below the load balancer’s idle timeout), or shed the slow route.',
    ja: 'ワーカーの制限時間を、遅いリクエストより長く（ただしアイドルタイムアウトより短く）します。または、遅いルートを制限します。',
  },
  prevention: {
    en: 'Find what makes the route slow; move long work to a queue; use threads or async workers.',
    ja: '遅延の原因を特定し、長い処理はキューで非同期化し、スレッド型または非同期型のワーカーを使います。',
  },
  verify: ['alb/closed-after-constant-time', 'app-log/worker-timeout'],
  guide: ['G11', 'G19', 'G20'],
});
