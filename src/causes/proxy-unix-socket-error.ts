import { defineCause } from './define-cause.ts';

export const proxyUnixSocketError = defineCause({
  id: 'proxy-unix-socket-error',
  title: {
    en: 'The socket between proxy and application fails',
    ja: 'プロキシがアプリケーションのUNIXソケットに接続できない',
  },
  mechanism: {
    en: 'The unix socket is missing, not readable, or its backlog is full.',
    ja: 'UNIXソケットが存在しない、権限がない、またはバックログが満杯です。',
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
      check: 'app-log/proxy-socket',
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
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/proxy-socket', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Correct path or permission; raise the backlog.',
    ja: 'パスや権限を修正し、バックログを増やします。',
  },
  prevention: {
    en: 'Start order and socket owner in code.',
    ja: '起動順序とソケットの所有者をコードで管理します。',
  },
  verify: ['app-log/proxy-socket'],
  guide: ['G12', 'G42'],
});
