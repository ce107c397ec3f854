import { defineCause } from './define-cause.ts';

export const proxyTimeoutTooShort = defineCause({
  id: 'proxy-timeout-too-short',
  title: { en: 'The proxy gives up before the application has answered', ja: 'プロキシの待ち時間が応答より短い' },
  mechanism: {
    en: 'The proxy on the target stops waiting while the load balancer still would. nginx and HAProxy then answer 504, Apache 502.',
    ja: 'ロードバランサーより先に、ターゲット上のプロキシが応答待ちを打ち切ります。nginxとHAProxyは504を、Apacheは502を返します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks the requests is written by the application, and was not written before.',
    },
    {
      check: 'app-log/proxy-timeout',
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
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A dependency that became slow began to be so at some moment.',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'app-log/proxy-timeout', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
      { check: 'app-log/proxy-refused', is: 'not-seen' },
      { check: 'app-log/proxy-closed-early', is: 'not-seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Raise the proxy’s read timeout above the longest good answer, below the load balancer’s idle timeout; find what became slow.',
    ja: 'プロキシの読み取りタイムアウトを、正常な応答の最長時間より長く、ロードバランサーのアイドルタイムアウトより短くします。遅くなった原因も調べます。',
  },
  prevention: {
    en: 'Write down a budget: each outer timeout longer than the inner one.',
    ja: '外側ほど長くなるようにタイムアウトの設計値を決め、文書化します。',
  },
  verify: ['app-log/proxy-timeout'],
  guide: ['G11', 'G19'],
});
