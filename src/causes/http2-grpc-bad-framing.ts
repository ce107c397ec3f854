import { defineCause } from './define-cause.ts';

export const http2GrpcBadFraming = defineCause({
  id: 'http2-grpc-bad-framing',
  title: { en: 'The target breaks the rules of HTTP/2 or gRPC', ja: 'ターゲットのHTTP/2・gRPC応答が不正' },
  mechanism: {
    en: 'The target group speaks HTTP/2 or gRPC with the targets. A target sends bad frames, resets streams or leaves the trailers out, and the load balancer answers 502.',
    ja: 'ターゲットグループはHTTP/2またはgRPCで通信しています。ターゲットが不正なフレームやストリームのリセット、トレーラーの欠落を起こすと、ロードバランサーが502を返します。',
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
      check: 'targets/http2-target-group',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'app-log/http2-framing',
      strength: 'often',
      basis: 'reasoned',
      source: 'Servers and their libraries name the frame or stream that broke the rules.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
  ],
  inhibits: [
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Calls that keep to the rules go through.',
    },
  ],
  decidedBy: [
    [
      { check: 'targets/http2-target-group', is: 'seen' },
      { check: 'app-log/http2-framing', is: 'seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'Roll the server or its library back; serve these routes over HTTP/1.1 from another target group.',
    ja: 'サーバーまたはライブラリをロールバックするか、該当ルートを別のターゲットグループでHTTP/1.1に切り替えます。',
  },
  prevention: {
    en: 'gRPC conformance tests through a load balancer.',
    ja: 'ロードバランサー経由でgRPCの適合性テストを行います。',
  },
  verify: ['app-log/http2-framing'],
  guide: ['G4', 'G15'],
});
