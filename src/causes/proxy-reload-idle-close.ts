import { defineCause } from './define-cause.ts';
import { shared, silenced } from './define-links.ts';

export const proxyReloadIdleClose = defineCause({
  id: 'proxy-reload-idle-close',
  title: {
    en: 'A reload of the proxy closes connections that the load balancer still holds',
    ja: 'プロキシのリロードが、ロードバランサーの保持する接続を閉じている',
  },
  mechanism: {
    en: 'On a reload the old workers of nginx, HAProxy or Apache close their idle connections at once. The load balancer reuses one in the same moment and answers 502.',
    ja: 'nginx・HAProxy・Apacheはリロード時に、旧ワーカーのアイドル接続を直ちに閉じます。同じ瞬間にロードバランサーがその接続を再利用すると502になります。',
  },
  prior: 'rare',
  supports: [
    shared('alb/502-from-load-balancer', 'almost-always'),
    {
      check: 'app-log/proxy-reload',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.haproxy.org/3.0/configuration.html#option%20idle-close-on-response',
    },
    shared('alb/closed-at-once', 'often'),
    shared('alb/not-dispatched', 'often'),
    {
      check: 'app-log/shutdown',
      strength: 'often',
      basis: 'reasoned',
      source: 'The old workers log that they are told to finish.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Frequent reloads (service discovery, certificates) look like a trickle of small bursts.',
    },
  ],
  inhibits: [silenced('alb/one-route', 'usually')],
  decidedBy: [
    [
      { check: 'app-log/proxy-reload', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'not-seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
    ],
    [
      { check: 'app-log/proxy-reload', is: 'seen' },
      { check: 'alb/closed-at-once', is: 'seen' },
    ],
    [
      { check: 'app-log/proxy-reload', is: 'seen' },
      { check: 'alb/not-dispatched', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Reload less often, and not while traffic is high.',
    ja: 'リロードの頻度を下げ、トラフィックの多い時間帯を避けます。',
  },
  prevention: {
    en: 'HAProxy “option idle-close-on-response”, nginx keepalive_min_timeout (1.27.4 or later) and worker_shutdown_timeout.',
    ja: 'HAProxyの「option idle-close-on-response」、nginxのkeepalive_min_timeout（1.27.4以降）とworker_shutdown_timeoutを設定します。',
  },
  verify: ['alb/502-from-load-balancer', 'app-log/proxy-reload'],
  guide: ['G11', 'G24'],
});
