import { defineCause } from './define-cause.ts';

export const proxyUpstreamClosedEarly = defineCause({
  id: 'proxy-upstream-closed-early',
  title: {
    en: 'The application closes on its proxy before answering',
    ja: 'アプリケーションが応答前にプロキシとの接続を切っている',
  },
  mechanism: {
    en: 'The application accepts the request from the proxy beside it and closes without an answer: crash, killed worker, or a keep-alive race on that hop.',
    ja: 'アプリケーションがプロキシからのリクエストを受け付けた後、応答せずに接続を閉じています（異常終了、ワーカーの強制終了、その区間のキープアライブ競合など）。',
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
      check: 'app-log/proxy-closed-early',
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
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
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
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'app-log/proxy-closed-early', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'app-log/proxy-closed-early', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Look at the application’s log at that second and mend what it shows.',
    ja: 'その時刻のアプリケーションログを確認し、示された原因に対処します。',
  },
  prevention: {
    en: 'Proxy keep-alive below the application’s; graceful workers.',
    ja: 'プロキシ側のキープアライブをアプリケーションより短くし、ワーカーを正常終了させます。',
  },
  verify: ['app-log/proxy-closed-early'],
  guide: ['G10', 'G15'],
});
