import { defineCause } from './define-cause.ts';

export const appCrashMidRequest = defineCause({
  id: 'app-crash-mid-request',
  title: { en: 'The application dies with requests open', ja: 'アプリケーションが処理中に異常終了している' },
  mechanism: {
    en: 'The process ends (uncaught exception, panic, segmentation fault) while it works on requests; their connections break, and until it is back new ones are refused.',
    ja: 'リクエストの処理中にプロセスが異常終了し（未捕捉の例外、panicなど）、接続が切断されています。復帰するまでは新しい接続も拒否されます。',
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
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/not-dispatched',
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
      check: 'ecs/crash-exit',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'app-log/heap',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A runtime that runs out of heap ends or stalls the process.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/one-target',
      strength: 'often',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'capacity/memory-near-limit',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Memory has to come near its limit before anything is killed for it; the average hides short peaks.',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
  ],
  inhibits: [],
  decidedBy: [
    [{ check: 'ecs/crash-exit', is: 'seen' }],
    [
      { check: 'app-log/crash', is: 'seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Roll back, or switch off the feature that crashes; take a crashing target out.',
    ja: 'ロールバックするか、原因の機能を無効化します。異常終了を繰り返すターゲットは外します。',
  },
  prevention: {
    en: 'Fix the crash; run more than one worker; let the process catch what one request can throw.',
    ja: 'クラッシュを修正し、複数のワーカーで稼働させ、1件のリクエストの例外でプロセス全体が落ちないようにします。',
  },
  verify: ['ecs/crash-exit', 'app-log/crash'],
  guide: ['G5', 'G15', 'G20'],
});
