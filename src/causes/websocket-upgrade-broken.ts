import { defineCause } from './define-cause.ts';
import { shared, silenced } from './define-links.ts';

export const websocketUpgradeBroken = defineCause({
  id: 'websocket-upgrade-broken',
  title: {
    en: 'WebSocket connections are not upgraded or are dropped',
    ja: 'WebSocketへの切り替え（Upgrade）が失敗している',
  },
  mechanism: {
    en: 'The application or a proxy before it does not answer the Upgrade, or closes the socket; only connections of type ws or wss fail.',
    ja: 'アプリケーションやその手前のプロキシがUpgradeに応答しないか、ソケットを閉じています。失敗するのはws・wssの接続だけです。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/only-websockets-fail',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Sockets are opened on one path, as a rule.',
    },
    shared('alb/502-from-load-balancer', 'often'),
    shared('alb/502-from-target', 'sometimes'),
    shared('alb/closed-at-once', 'often'),
    shared('alb/closed-mid-response', 'often'),
    shared('change/deploy-near-onset', 'often'),
    shared('alb/sudden-onset', 'often'),
  ],
  inhibits: [silenced('targets/one-target', 'usually')],
  decidedBy: [[{ check: 'alb/only-websockets-fail', is: 'seen' }]],
  runbook: 'one-route',
  mitigation: {
    en: 'Send the socket path to a target group that speaks WebSocket; raise the idle timeout above the ping interval.',
    ja: 'ソケットのパスをWebSocketに対応したターゲットグループへ振り分け、アイドルタイムアウトをpingの間隔より長くします。',
  },
  prevention: {
    en: 'Proxies pass on Upgrade and Connection; pings more often than the idle timeout; a socket in the smoke test.',
    ja: 'プロキシでUpgrade・Connectionヘッダーを転送し、アイドルタイムアウトより短い間隔でpingを送り、スモークテストにソケット接続を含めます。',
  },
  verify: ['alb/only-websockets-fail'],
  guide: ['G11', 'G27'],
});
