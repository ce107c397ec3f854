import { defineCause } from './define-cause.ts';

export const haproxy502 = defineCause({
  id: 'haproxy-502',
  title: { en: 'HAProxy rejects or loses the server’s answer', ja: 'HAProxyがサーバーの応答を受け付けられない' },
  mechanism: {
    en: 'The server behind HAProxy closed, or sent what HAProxy does not accept (invalid, or a header larger than its buffer). On a connection that was used before, HAProxy then closes in silence and the load balancer makes the 502.',
    ja: 'HAProxyの背後のサーバーが接続を閉じたか、HAProxyが受け付けない応答（不正な応答、バッファーを超えるヘッダーなど）を返しました。再利用中の接続ではHAProxyが無応答で閉じるため、502はロードバランサーが生成します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/haproxy-502',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/haproxy/haproxy/blob/master/doc/configuration.txt',
    },
    {
      check: 'alb/502-from-target',
      strength: 'usually',
      basis: 'documented',
      source: 'https://github.com/haproxy/haproxy/blob/master/doc/configuration.txt',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source: 'https://github.com/haproxy/haproxy/blob/master/doc/configuration.txt',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'A real HAProxy 2.6 closed a kept-alive client connection without an answer and without a line when its server broke off.',
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
  decidedBy: [[{ check: 'app-log/haproxy-502', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'SH: look at the server at that second. PH: raise tune.bufsize or mend the header.',
    ja: 'SHの場合はその時刻のサーバーを確認します。PHの場合はtune.bufsizeを増やすか、ヘッダーを修正します。',
  },
  prevention: {
    en: 'retry-on for requests that may be repeated; health checks of the servers.',
    ja: '再送してよいリクエストにretry-onを設定し、サーバーのヘルスチェックを有効にします。',
  },
  verify: ['app-log/haproxy-502'],
  guide: ['G10'],
});
