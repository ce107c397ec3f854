import { defineCause } from './define-cause.ts';

export const envoy502Upe = defineCause({
  id: 'envoy-502-upe',
  title: {
    en: 'Envoy and the application disagree about the protocol',
    ja: 'Envoyとアプリケーションのプロトコル不一致',
  },
  mechanism: {
    en: 'Envoy answers 502 with the flag UPE when the answer is no valid HTTP of the version that it expects: HTTP/1 where HTTP/2 is configured, too many headers, bad framing.',
    ja: '応答がEnvoyの期待するHTTPとして不正な場合（HTTP/2設定なのにHTTP/1、ヘッダーが多すぎるなど）、EnvoyはフラグUPEとともに502を返します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/envoy-protocol-error',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage',
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
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/envoy-protocol-error', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Correct the protocol of the port (its name or appProtocol), or roll back.',
    ja: 'ポートのプロトコル指定（ポート名またはappProtocol）を修正するか、ロールバックします。',
  },
  prevention: {
    en: 'Declare the protocol of every port.',
    ja: 'すべてのポートでプロトコルを明示します。',
  },
  verify: ['app-log/envoy-protocol-error'],
  guide: ['G10'],
});
