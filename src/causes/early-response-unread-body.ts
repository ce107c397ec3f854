import { defineCause } from './define-cause.ts';

export const earlyResponseUnreadBody = defineCause({
  id: 'early-response-unread-body',
  title: {
    en: 'The target answers and closes before the upload is read',
    ja: 'アップロードを読み切る前にターゲットが応答して閉じている',
  },
  mechanism: {
    en: 'The application rejects a large upload early and closes; the reset destroys its answer before the load balancer reads it.',
    ja: 'アプリケーションが大きなアップロードを早期に拒否して接続を閉じるため、応答が届く前にリセットされています。',
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
      check: 'alb/large-request-bodies',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Only a request that is still being sent when the answer comes can be reset by it.',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'usually',
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
      strength: 'usually',
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
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
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
      { check: 'alb/large-request-bodies', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'Raise the body limit of that route, or read the body before answering.',
    ja: '該当ルートのボディ上限を引き上げるか、ボディを読み切ってから応答します。',
  },
  prevention: {
    en: 'Drain bodies before closing; upload large files straight to S3.',
    ja: '接続を閉じる前にボディを読み切り、大きなファイルはS3へ直接アップロードさせます。',
  },
  verify: ['alb/large-request-bodies'],
  guide: ['G15'],
});
