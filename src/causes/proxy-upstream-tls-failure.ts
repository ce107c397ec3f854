import { defineCause } from './define-cause.ts';

export const proxyUpstreamTlsFailure = defineCause({
  id: 'proxy-upstream-tls-failure',
  title: {
    en: 'TLS between the proxy and the application fails',
    ja: 'プロキシとアプリケーション間のTLSが失敗している',
  },
  mechanism: {
    en: 'The proxy cannot complete the TLS handshake with its upstream (certificate, name, protocol).',
    ja: 'プロキシが転送先とのTLSハンドシェイクを完了できません（証明書、名前、プロトコル）。',
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
      check: 'app-log/proxy-tls',
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
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-tls', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Correct the certificate or the server name that is sent.',
    ja: '証明書または送信するサーバー名（SNI）を修正します。',
  },
  prevention: {
    en: 'Watch expiry; test with the proxy’s own settings.',
    ja: '有効期限を監視し、プロキシと同じ設定でテストします。',
  },
  verify: ['app-log/proxy-tls'],
  guide: ['G8', 'G17'],
});
