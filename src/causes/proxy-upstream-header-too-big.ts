import { defineCause } from './define-cause.ts';

export const proxyUpstreamHeaderTooBig = defineCause({
  id: 'proxy-upstream-header-too-big',
  title: { en: 'Response headers exceed the proxy’s buffer', ja: 'レスポンスヘッダーがプロキシのバッファを超えている' },
  mechanism: {
    en: 'The headers of the application’s answer do not fit into the proxy’s buffer (4 or 8 K by default), and the proxy answers 502.',
    ja: 'アプリケーションのレスポンスヘッダーがプロキシのバッファ（既定4Kまたは8K）に収まらず、プロキシが502を返しています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
    {
      check: 'app-log/proxy-header-too-big',
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
      check: 'alb/one-route',
      strength: 'often',
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
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-header-too-big', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Raise proxy_buffer_size (fastcgi_buffer_size).',
    ja: 'proxy_buffer_size（またはfastcgi_buffer_size）を拡大します。',
  },
  prevention: {
    en: 'Smaller cookies and tokens.',
    ja: 'Cookieやトークンを小さくします。',
  },
  verify: ['app-log/proxy-header-too-big'],
  guide: ['G4', 'G15'],
});
