import { defineCause } from './define-cause.ts';

export const apacheProxySilentClose = defineCause({
  id: 'apache-proxy-silent-close',
  title: {
    en: 'Apache closes silently when its backend fails',
    ja: 'Apacheがバックエンドの失敗時に無応答で接続を閉じている',
  },
  mechanism: {
    en: 'When reading from its backend fails on a kept-alive connection, Apache closes without an answer, and the load balancer makes the 502.',
    ja: 'キープアライブ接続でバックエンドの読み取りに失敗すると、Apacheは応答せずに接続を閉じ、ロードバランサーが502を生成します。',
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
      check: 'app-log/apache-silent-close',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/apache/httpd/blob/trunk/modules/proxy/mod_proxy_http.c',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
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
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/apache-silent-close', is: 'seen' }]],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Repair the backend; raise its keep-alive above Apache’s ttl.',
    ja: 'バックエンドを復旧し、そのキープアライブをApacheのttlより長くします。',
  },
  prevention: {
    en: 'ProxyPass … ttl= below the backend’s keep-alive.',
    ja: 'ProxyPassのttlをバックエンドのキープアライブより短くします。',
  },
  verify: ['app-log/apache-silent-close'],
  guide: ['G10', 'G11'],
});
