import { defineCause } from './define-cause.ts';
import { shared } from './define-links.ts';

export const timeoutChainMisaligned = defineCause({
  id: 'timeout-chain-misaligned',
  title: {
    en: 'An inner time limit is shorter than the outer ones',
    ja: '内側のタイムアウトが外側より短く、整合していない',
  },
  mechanism: {
    en: 'A limit within the target (server, proxy, client of a dependency) passes before the load balancer’s idle timeout. The target closes the connection without an answer, which is a 502; the reverse order would be a 504.',
    ja: 'ターゲット内部のタイムアウト（サーバー・プロキシ・依存先のクライアント）が、ロードバランサーのアイドルタイムアウトより先に切れます。応答なしで接続が閉じられるため502になります（逆の場合は504です）。',
  },
  prior: 'rare',
  supports: [
    shared('alb/502-from-load-balancer', 'usually'),
    {
      check: 'alb/closed-after-constant-time',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'targets/inner-timeout-matches',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The time after which requests end is the one that a setting names.',
    },
    shared('alb/closed-mid-response', 'usually'),
    shared('alb/one-route', 'often'),
    shared('capacity/response-time-rises', 'often'),
    shared('alb/504-rise-too', 'sometimes'),
    shared('alb/sudden-onset', 'sometimes'),
    shared('app-log/dependency', 'sometimes'),
    shared('change/deploy-near-onset', 'sometimes'),
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'alb/closed-after-constant-time', is: 'seen' },
      { check: 'targets/inner-timeout-matches', is: 'seen' },
      { check: 'app-log/worker-timeout', is: 'not-seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Lengthen the inner limit to just below the load balancer’s idle timeout, or shorten the work.',
    ja: '内側のタイムアウトをロードバランサーのアイドルタイムアウトより少し短い程度まで延ばすか、処理を短くします。',
  },
  prevention: {
    en: 'One written budget: CloudFront ≥ load balancer ≥ proxy ≥ worker ≥ database; long work answered 202 and polled.',
    ja: 'CloudFront ≥ ロードバランサー ≥ プロキシ ≥ ワーカー ≥ データベースの順にタイムアウトの予算を決めて管理し、長い処理は202で受け付けて非同期にします。',
  },
  verify: ['alb/closed-after-constant-time', 'targets/inner-timeout-matches'],
  guide: ['G11', 'G19', 'G42'],
});
