import { defineCause } from './define-cause.ts';

export const proxyUpstreamKeepaliveRace = defineCause({
  id: 'proxy-upstream-keepalive-race',
  title: {
    en: 'The application closes idle connections before its proxy does',
    ja: 'アプリケーションがプロキシより先にアイドル接続を閉じている',
  },
  mechanism: {
    en: 'The proxy keeps connections to the application open for reuse (nginx by default since 1.29.7). The application closes one just as the proxy sends on it. nginx repeats a GET by itself, but answers 502 to a POST.',
    ja: 'プロキシはアプリケーションとの接続を再利用します（nginxは1.29.7から既定）。送信の瞬間にアプリケーションがその接続を閉じると、nginxはGETなら自動的に再送しますが、POSTには502を返します。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/proxy-closed-early',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-closed-on-posts',
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
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'With thin traffic a pooled connection lies idle long enough to be closed before its next use.',
    },
  ],
  inhibits: [
    {
      check: 'alb/most-requests-fail',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A race is lost now and then; it never takes most requests.',
    },
  ],
  decidedBy: [
    [
      { check: 'app-log/proxy-closed-on-posts', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'app-log/proxy-closed-on-posts', is: 'seen' },
      { check: 'alb/502-from-target', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Let the proxy close first: keepalive_timeout of the upstream below the application’s idle timeout, or no keep-alive on this hop (keepalive 0).',
    ja: 'プロキシ側が先に閉じるようにします。upstreamのkeepalive_timeoutをアプリケーションのアイドルタイムアウトより短くするか、この区間のキープアライブを無効にします（keepalive 0）。',
  },
  prevention: {
    en: 'Order the timeouts of every hop, and pin the proxy’s version: defaults move.',
    ja: '区間ごとのタイムアウトの大小関係をそろえ、プロキシのバージョンを固定します（既定値は変わります）。',
  },
  verify: ['app-log/proxy-closed-on-posts'],
  guide: ['G10', 'G11', 'G19'],
});
