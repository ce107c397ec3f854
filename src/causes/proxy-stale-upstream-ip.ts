import { defineCause } from './define-cause.ts';

export const proxyStaleUpstreamIp = defineCause({
  id: 'proxy-stale-upstream-ip',
  title: { en: 'The proxy still calls an old address', ja: 'プロキシが古いIPアドレスに接続し続けている' },
  mechanism: {
    en: 'The proxy resolved a name once and keeps the address, although a container, load balancer or database has moved. Nobody answers there, and the proxy answers 502 or 504 until it is reloaded.',
    ja: 'プロキシが起動時に解決したIPアドレスを使い続けており、コンテナやロードバランサー、データベースが移った後も古いアドレスに接続しています。リロードするまで502や504が続きます。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/proxy-unreachable',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/getsentry/self-hosted/issues/1795',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/getsentry/self-hosted/issues/1795',
    },
    {
      check: 'app-log/proxy-timeout',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Packets to an address that nobody has any more are mostly dropped in silence.',
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
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'app-log/proxy-unreachable', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'app-log/proxy-unreachable', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Reload the proxy: it resolves the name again.',
    ja: 'プロキシをリロードし、名前を再解決させます。',
  },
  prevention: {
    en: 'Resolve at run time: resolver with valid=, a variable in proxy_pass, or upstream … resolve.',
    ja: '実行時に再解決させます（resolverのvalid=、proxy_passでの変数、upstreamのresolve）。',
  },
  verify: ['app-log/proxy-unreachable'],
  guide: ['G14'],
});
