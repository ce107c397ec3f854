import { defineCause } from './define-cause.ts';

export const proxyUpstreamInvalidHeader = defineCause({
  id: 'proxy-upstream-invalid-header',
  title: {
    en: 'The application answers its proxy with invalid HTTP',
    ja: 'アプリケーションがプロキシに不正な応答を返している',
  },
  mechanism: {
    en: 'The proxy cannot parse the status line or the headers of the answer.',
    ja: 'プロキシが応答のステータス行やヘッダーを解釈できません。',
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
      check: 'app-log/proxy-header-invalid',
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
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-header-invalid', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Fix or switch off the header; check that both speak the same protocol.',
    ja: '該当ヘッダーを修正または無効化し、両者のプロトコルが一致しているか確認します。',
  },
  prevention: {
    en: 'Contract tests between proxy and application.',
    ja: 'プロキシとアプリケーション間の契約テストを行います。',
  },
  verify: ['app-log/proxy-header-invalid'],
  guide: ['G12', 'G15'],
});
