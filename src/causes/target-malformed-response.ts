import { defineCause } from './define-cause.ts';

export const targetMalformedResponse = defineCause({
  id: 'target-malformed-response',
  title: { en: 'The target answers with invalid HTTP', ja: 'ターゲットが不正なHTTP応答を返している' },
  mechanism: {
    en: 'The answer breaks the protocol (control characters in a header, a body where none is allowed, contradicting lengths), and the load balancer rejects it.',
    ja: '応答がHTTPの規則に反しており（ヘッダー内の制御文字、許されないボディ、矛盾する長さなど）、ロードバランサーが拒否しています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
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
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/one-route',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/route-always-fails',
      strength: 'usually',
      basis: 'reasoned',
      source: 'An answer that is wrong in itself is wrong for everybody; one that depends on who asks fails for some.',
    },
    {
      check: 'app-log/app-answered-failing-route',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'app-log/header-invalid',
      strength: 'often',
      basis: 'reasoned',
      source: 'Servers and clients that validate headers name the one that is wrong.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'often',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'often',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
  ],
  inhibits: [
    {
      check: 'targets/one-target',
      strength: 'usually',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'app-log/header-invalid', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'alb/one-route', is: 'seen' },
      { check: 'app-log/app-answered-failing-route', is: 'seen' },
    ],
    [
      { check: 'alb/one-route', is: 'seen' },
      { check: 'alb/closed-at-once', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
      { check: 'app-log/crash', is: 'not-seen' },
    ],
    [
      { check: 'alb/one-route', is: 'seen' },
      { check: 'alb/closed-mid-response', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
      { check: 'app-log/crash', is: 'not-seen' },
      { check: 'app-log/worker-timeout', is: 'not-seen' },
    ],
  ],
  group: 'answer-rejected',
  runbook: 'one-route',
  mitigation: {
    en: 'Roll back, or switch off the header or the route that produces it.',
    ja: 'ロールバックするか、不正な応答を生むヘッダーやルートを無効化します。',
  },
  prevention: {
    en: 'Validate header values; upgrade the server; test answers through a strict client.',
    ja: 'ヘッダーの値を検証し、サーバーを更新し、厳格なクライアントで応答をテストします。',
  },
  verify: ['app-log/app-answered-failing-route', 'app-log/header-invalid'],
  guide: ['G1', 'G15'],
});
