import { defineCause } from './define-cause.ts';
import { shared, silenced } from './define-links.ts';

export const http2BackendGoawayRace = defineCause({
  id: 'http2-backend-goaway-race',
  title: {
    en: 'An HTTP/2 or gRPC target ends connections while requests are under way',
    ja: 'HTTP/2・gRPCのターゲットがリクエスト中の接続を終了している',
  },
  mechanism: {
    en: 'A server with a maximum connection age sends GOAWAY or resets streams; requests that were sent at that moment are lost and become 502.',
    ja: '接続の最大存続時間を持つサーバーがGOAWAYやストリームのリセットを送ると、その瞬間に送られたリクエストが失われ502になります。',
  },
  prior: 'rare',
  supports: [
    shared('alb/502-from-load-balancer', 'almost-always'),
    {
      check: 'targets/http2-target-group',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'GOAWAY exists in HTTP/2 only, so the load balancer must speak it to the targets.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'documented',
      source: 'https://grpc.io/docs/guides/keepalive/',
    },
    shared('alb/closed-at-once', 'often'),
    shared('alb/closed-mid-response', 'often'),
    shared('alb/not-dispatched', 'sometimes'),
  ],
  inhibits: [silenced('alb/one-route', 'usually')],
  decidedBy: [
    [
      { check: 'targets/http2-target-group', is: 'seen' },
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'not-seen' },
    ],
  ],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Raise the maximum connection age and its grace period (gRPC: MAX_CONNECTION_AGE, MAX_CONNECTION_AGE_GRACE).',
    ja: '接続の最大存続時間と猶予期間（gRPCのMAX_CONNECTION_AGE・MAX_CONNECTION_AGE_GRACE）を長くします。',
  },
  prevention: {
    en: 'A grace period above the longest request; clients that repeat idempotent calls.',
    ja: '猶予期間を最長のリクエストより長くし、冪等な呼び出しはクライアントで再試行します。',
  },
  verify: ['alb/502-from-load-balancer'],
  guide: ['G11', 'G12'],
});
