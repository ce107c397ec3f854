import { defineCause } from './define-cause.ts';

export const proxyNoLiveUpstreams = defineCause({
  id: 'proxy-no-live-upstreams',
  title: { en: 'The proxy has marked every upstream as failed', ja: 'プロキシがすべての転送先を停止扱いにしている' },
  mechanism: {
    en: 'After enough failures the proxy takes every peer out and answers 502 by itself until the time is over.',
    ja: '失敗が重なるとプロキシがすべての転送先を除外し、一定時間は自ら502を返します。',
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
      check: 'app-log/proxy-no-live-upstreams',
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
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-no-live-upstreams', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Mend what the lines before it name.',
    ja: 'その前のログが示す原因に対処します。',
  },
  prevention: {
    en: 'max_fails=0 for a single upstream.',
    ja: '転送先が1つだけの場合は max_fails=0 にします。',
  },
  verify: ['app-log/proxy-no-live-upstreams'],
  guide: ['G10'],
});
