import { defineCause } from './define-cause.ts';

export const proxyWorkerConnections = defineCause({
  id: 'proxy-worker-connections',
  title: { en: 'The proxy has no connections left', ja: 'プロキシの接続数が上限に達している' },
  mechanism: {
    en: 'The proxy reached its own limit of connections and drops what comes on top.',
    ja: 'プロキシが自身の接続数上限に達し、超過分を破棄しています。',
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
      check: 'app-log/proxy-connections',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/502-from-target',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'app-log/proxy-connections', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Raise worker_connections and the file limit.',
    ja: 'worker_connectionsとファイル数の上限を引き上げます。',
  },
  prevention: {
    en: 'Size both for the peak.',
    ja: 'ピーク時の接続数に合わせて上限を設定します。',
  },
  verify: ['app-log/proxy-connections'],
  guide: ['G42'],
});
