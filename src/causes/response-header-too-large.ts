import { defineCause } from './define-cause.ts';

export const responseHeaderTooLarge = defineCause({
  id: 'response-header-too-large',
  title: {
    en: 'Response headers are larger than the load balancer accepts',
    ja: 'レスポンスヘッダーがロードバランサーの上限を超えている',
  },
  mechanism: {
    en: 'The load balancer takes response headers of 32 K in all. More (cookies, tokens, policies) and it answers 502, although the target sent a good answer.',
    ja: 'ロードバランサーが受け付けるレスポンスヘッダーは合計32Kまでです。Cookieやトークンなどで上限を超えると、ターゲットが正常に応答していても502になります。',
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
      strength: 'sometimes',
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
      check: 'app-log/header-too-large',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Frameworks warn about cookies and headers over a limit.',
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
      check: 'ecs/only-new-revision-fails',
      strength: 'often',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
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
      { check: 'app-log/header-too-large', is: 'seen' },
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
    en: 'Drop or shorten the header; have affected users clear their cookies; roll back what added it.',
    ja: '該当のヘッダーを削除または短縮し、影響を受けたユーザーにCookieの削除を依頼します。ヘッダーを増やした変更はロールバックします。',
  },
  prevention: {
    en: 'Keep sessions on the server and test the size of headers.',
    ja: 'セッションはサーバー側に保持し、ヘッダーのサイズをテストで確認します。',
  },
  verify: ['app-log/app-answered-failing-route', 'app-log/header-too-large'],
  guide: ['G4', 'G15'],
});
