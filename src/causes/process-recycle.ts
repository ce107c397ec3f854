import { defineCause } from './define-cause.ts';

export const processRecycle = defineCause({
  id: 'process-recycle',
  title: { en: 'Workers are recycled with requests open', ja: 'ワーカーの定期再起動で処理中のリクエストが切れている' },
  mechanism: {
    en: 'The server restarts its workers after a number of requests or at a memory limit, and drops connections in doing so.',
    ja: 'サーバーがリクエスト数やメモリの上限でワーカーを再起動し、その際に接続を落としています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
    {
      check: 'app-log/worker-recycle',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/all-of-us/raw-data-repository/pull/4081',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'targets/one-target',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'app-log/worker-recycle', is: 'seen' }]],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Switch recycling off for a while.',
    ja: 'ワーカーの定期再起動を一時的に無効化します。',
  },
  prevention: {
    en: 'Recycle gracefully with jitter; a newer server; fix the leak that made it necessary.',
    ja: 'ワーカーは、タイミングをずらし、処理中のリクエストを終えてから再起動させます。サーバーを更新し、再起動が必要になった原因のリークを修正します。',
  },
  verify: ['app-log/worker-recycle'],
  guide: ['G20'],
});
