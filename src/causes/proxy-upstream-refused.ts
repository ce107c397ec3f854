import { defineCause } from './define-cause.ts';

export const proxyUpstreamRefused = defineCause({
  id: 'proxy-upstream-refused',
  title: {
    en: 'The proxy on the target is refused by the application',
    ja: 'ターゲット上のプロキシがアプリケーションに接続を拒否されている',
  },
  mechanism: {
    en: 'nginx or another proxy beside the application answers 502 because nothing listens behind it: application down, starting, or on another port.',
    ja: 'nginxなどのプロキシの背後で待ち受けるアプリケーションがなく（停止中、起動中、別ポートなど）、プロキシが502を返しています。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/502-from-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/all-unhealthy',
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
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'app-log/proxy-no-live-upstreams',
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
      check: 'app-log/proxy-socket',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'An application that is down refuses the requests of all routes alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'app-log/proxy-refused', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'app-log/proxy-refused', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Restart the application; roll back.',
    ja: 'アプリケーションを再起動するか、ロールバックします。',
  },
  prevention: {
    en: 'Start the proxy after the application is ready; supervise the application.',
    ja: 'アプリケーションの準備完了後にプロキシを開始し、プロセスを監視・自動復旧します。',
  },
  verify: ['app-log/proxy-refused'],
  guide: ['G10', 'G12'],
});
