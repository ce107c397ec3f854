import { defineCause } from './define-cause.ts';

export const proxyMisroutedUpstream = defineCause({
  id: 'proxy-misrouted-upstream',
  title: { en: 'The proxy sends one location to the wrong place', ja: 'プロキシの転送先設定の誤り' },
  mechanism: {
    en: 'A wrong host, port or scheme in the proxy’s configuration: every request of one location ends at a place where nothing, or something else, listens.',
    ja: 'プロキシ設定のホスト、ポート、スキームの誤りにより、特定のlocationへのリクエストがすべて、何も待ち受けていない（または別の）接続先に送られています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/one-route',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/route-always-fails',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The configuration is wrong for every request of the location alike.',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'usually',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-tls',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-header-invalid',
      strength: 'rarely',
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
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
  ],
  inhibits: [
    { check: 'alb/most-requests-fail', strength: 'often', basis: 'reasoned', source: 'Other locations go on to work.' },
  ],
  decidedBy: [
    [
      { check: 'alb/route-always-fails', is: 'seen' },
      { check: 'app-log/proxy-refused', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
    [
      { check: 'alb/one-route', is: 'seen' },
      { check: 'app-log/proxy-refused', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
      { check: 'change/deploy-near-onset', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Put the proxy’s previous configuration back and reload it.',
    ja: 'プロキシの設定を以前のものに戻し、リロードします。',
  },
  prevention: {
    en: 'nginx -t and a request to every location after each change.',
    ja: '変更のたびに nginx -t とすべてのlocationへの動作確認を行います。',
  },
  verify: ['app-log/proxy-refused', 'alb/one-route'],
  guide: ['G10', 'G12'],
});
