import { defineCause } from './define-cause.ts';

export const apacheProxy502 = defineCause({
  id: 'apache-proxy-502',
  title: { en: 'Apache answers 502 for its backend', ja: 'Apacheがバックエンドの代わりに502を返している' },
  mechanism: {
    en: 'Apache could not read or understand what its backend sent, or waited too long for it, and answers 502 itself. (A refused connection would be a 503.)',
    ja: 'Apacheがバックエンドの応答を読み取れない、解釈できない、または待ちきれず、自身で502を返しています（接続拒否の場合は503になります）。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/apache-silent-close',
      strength: 'usually',
      basis: 'documented',
      source: 'https://github.com/apache/httpd/blob/trunk/modules/proxy/mod_proxy_http.c',
    },
    {
      check: 'app-log/proxy-header-invalid',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/apache/httpd/blob/trunk/modules/proxy/mod_proxy_http.c',
    },
    {
      check: 'app-log/proxy-header-too-big',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://github.com/apache/httpd/blob/trunk/modules/proxy/mod_proxy_http.c',
    },
    {
      check: 'app-log/proxy-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/apache/httpd/blob/trunk/modules/proxy/mod_proxy_http.c',
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
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'app-log/apache-silent-close', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Look at the backend at that second; restart it if it hangs.',
    ja: 'その時刻のバックエンドの状態を確認し、応答しない場合は再起動します。',
  },
  prevention: {
    en: 'Backend keep-alive longer than Apache’s ttl; ProxyTimeout above the longest good answer.',
    ja: 'バックエンドのキープアライブをApacheのttlより長くし、ProxyTimeoutを正常な応答の最長時間より長くします。',
  },
  verify: ['app-log/apache-silent-close'],
  guide: ['G10'],
});
