import { defineCause } from './define-cause.ts';

const KC = 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors';
const ATTR = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html';
const METRICS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html';

export const keepaliveIdleRace = defineCause({
  id: 'keepalive-idle-race',
  title: {
    en: 'The target closes idle connections before the load balancer does',
    ja: 'ターゲットがロードバランサーより先にアイドル接続を閉じている',
  },
  mechanism: {
    en: 'The load balancer keeps connections to the target open for reuse. The target closes one just as the next request goes out on it, and the load balancer answers 502.',
    ja: 'ロードバランサーは接続を再利用のために保持します。次のリクエストを送る瞬間にターゲットがその接続を閉じると、ロードバランサーは502を返します。',
  },
  prior: 'frequent',
  supports: [
    { check: 'alb/502-from-load-balancer', strength: 'almost-always', basis: 'documented', source: KC },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'field',
      source:
        'Field reports show the race logged as -1 -1 -1 too: the access log guide says -1 also when the target closed the connection before the idle timeout.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    { check: 'targets/keep-alive-below-idle-timeout', strength: 'almost-always', basis: 'documented', source: ATTR },
  ],
  inhibits: [
    {
      check: 'alb/connection-errors-follow',
      strength: 'usually',
      basis: 'documented',
      source: METRICS,
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A race is lost in the first milliseconds of a request; a timer of seconds is something else.',
    },
  ],
  decidedBy: [
    [{ check: 'targets/keep-alive-below-idle-timeout', is: 'seen' }],
    [
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Lower the load balancer’s idle timeout below the keep-alive of the target (at once, reversible; check long requests first).',
    ja: 'ロードバランサーのアイドルタイムアウトを、ターゲットのキープアライブより短くします（即時反映・元に戻せます。長時間のリクエストがないか先に確認してください）。',
  },
  prevention: {
    en: 'Set the keep-alive of the target to the idle timeout plus 10 s or more (Node: headersTimeout above it too) and hold both values in code.',
    ja: 'ターゲットのキープアライブをアイドルタイムアウト＋10秒以上に設定し（Node.jsではheadersTimeoutもそれより長く）、両方の値をIaCで管理します。',
  },
  verify: ['alb/502-from-load-balancer'],
  guide: ['G11', 'G19'],
});
