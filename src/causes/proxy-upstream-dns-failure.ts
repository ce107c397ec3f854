import { defineCause } from './define-cause.ts';

export const proxyUpstreamDnsFailure = defineCause({
  id: 'proxy-upstream-dns-failure',
  title: { en: 'The proxy cannot resolve its upstream', ja: 'プロキシが転送先の名前を解決できない' },
  mechanism: {
    en: 'The name of the upstream does not resolve, and the proxy answers 502.',
    ja: '転送先の名前解決に失敗し、プロキシが502を返しています。',
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
      check: 'app-log/proxy-dns',
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
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-dns', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Restore the record or the resolver.',
    ja: 'DNSレコードまたはリゾルバーを復旧します。',
  },
  prevention: {
    en: 'Resolve at run time with a short validity; watch the record.',
    ja: '実行時に短い有効期間で名前解決し、レコードを監視します。',
  },
  verify: ['app-log/proxy-dns'],
  guide: ['G14'],
});
