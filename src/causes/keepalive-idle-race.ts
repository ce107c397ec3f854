import { defineCause } from './define-cause.ts';

export const keepaliveIdleRace = defineCause({
  id: 'keepalive-idle-race',
  title: {
    en: 'The target closes idle connections before the load balancer does',
    ja: 'ターゲットがロードバランサーより先にアイドル接続を閉じている',
  },
  mechanism: {
    en: 'The load balancer keeps connections to the target open for reuse. The target closes one just as the next request goes out on it, and the load balancer answers 502.',
    ja: 'ロードバランサーは再利用のために接続を保持します。次のリクエストを送る瞬間にターゲットがその接続を閉じると、ロードバランサーは502を返します。',
  },
  prior: 'frequent',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'targets/keep-alive-below-idle-timeout',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
    },
    {
      check: 'targets/default-keep-alive-below-idle-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
    },
    {
      check: 'alb/share-rises-when-thin',
      strength: 'often',
      basis: 'reasoned',
      source: 'With thin traffic a pooled connection lies idle long enough to be closed before its next use.',
    },
  ],
  inhibits: [
    {
      check: 'targets/keep-alive-above-idle-timeout',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
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
      { check: 'targets/keep-alive-below-idle-timeout', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'targets/keep-alive-below-idle-timeout', is: 'seen' },
      { check: 'alb/low-rate-for-long', is: 'seen' },
    ],
    [
      { check: 'targets/default-keep-alive-below-idle-timeout', is: 'seen' },
      { check: 'alb/low-rate-for-long', is: 'seen' },
    ],
    [
      { check: 'targets/default-keep-alive-below-idle-timeout', is: 'seen' },
      { check: 'alb/closed-at-once', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'alb/closed-at-once', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'alb/not-dispatched', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'alb/low-rate-for-long', is: 'seen' },
      { check: 'alb/share-rises-when-thin', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'sporadic-low-rate',
  mitigation: {
    en: 'Lower the load balancer’s idle timeout below the keep-alive of the target (at once, reversible; check long requests first).',
    ja: 'ロードバランサーのアイドルタイムアウトを、ターゲットのキープアライブより短くします（即時に反映され、元に戻せます。先に、時間のかかるリクエストがないか確認してください）。',
  },
  prevention: {
    en: 'Set the keep-alive of the target to the idle timeout plus 10 s or more (Node: headersTimeout above it too) and hold both values in code.',
    ja: 'ターゲットのキープアライブをアイドルタイムアウトより10秒以上長くし（Node.jsではheadersTimeoutをさらに長く）、両方の値をIaCで管理します。',
  },
  verify: ['alb/502-from-load-balancer', 'targets/keep-alive-below-idle-timeout'],
  guide: ['G11', 'G19', 'G42'],
});
