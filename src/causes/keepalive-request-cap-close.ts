import { defineCause } from './define-cause.ts';
import { shared, silenced } from './define-links.ts';

export const keepaliveRequestCapClose = defineCause({
  id: 'keepalive-request-cap-close',
  title: {
    en: 'The server closes each connection after a number of requests without saying so',
    ja: 'サーバーが一定のリクエスト数で接続を予告なく閉じている',
  },
  mechanism: {
    en: 'After so many requests the server ends the connection. Where it does not announce that with “Connection: close”, the load balancer sends one more request into it and answers 502.',
    ja: 'サーバーは1つの接続で決まった数のリクエストを処理すると接続を閉じます。「Connection: close」で予告しないと、ロードバランサーは次のリクエストを送ってしまい502を返します。',
  },
  prior: 'rare',
  supports: [
    shared('alb/502-from-load-balancer', 'almost-always'),
    {
      check: 'targets/request-cap-configured',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_requests',
    },
    shared('alb/closed-at-once', 'often'),
    shared('alb/not-dispatched', 'often'),
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'One request in as many as the cap fails, at every load and as long as the cap is set.',
    },
    {
      check: 'targets/keep-alive-above-idle-timeout',
      strength: 'often',
      basis: 'reasoned',
      source: 'It is told from the idle race by an idle time that is long enough.',
    },
  ],
  inhibits: [
    silenced('alb/one-route', 'usually'),
    {
      check: 'alb/share-rises-when-thin',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The cap counts requests, not time: the share of failures is the same under any load.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'It has been there as long as the settings have.',
    },
  ],
  decidedBy: [
    [
      { check: 'targets/request-cap-configured', is: 'seen' },
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'targets/keep-alive-above-idle-timeout', is: 'seen' },
    ],
    [
      { check: 'targets/request-cap-configured', is: 'seen' },
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'targets/keep-alive-below-idle-timeout', is: 'not-seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Raise or unset the cap (nginx keepalive_requests, Apache MaxKeepAliveRequests, Tomcat maxKeepAliveRequests).',
    ja: '上限を引き上げるか解除します（nginxのkeepalive_requests、ApacheのMaxKeepAliveRequests、TomcatのmaxKeepAliveRequests）。',
  },
  prevention: {
    en: 'Servers that announce the last response of a connection; the cap held in code beside the keep-alive.',
    ja: '接続の最後の応答で「Connection: close」を返すサーバーを使い、上限値をキープアライブと一緒にIaCで管理します。',
  },
  verify: ['alb/502-from-load-balancer', 'targets/request-cap-configured'],
  guide: ['G11', 'G42'],
});
