import { defineCause } from './define-cause.ts';

export const poisonRequest = defineCause({
  id: 'poison-request',
  title: { en: 'One kind of request crashes its worker', ja: '特定のリクエストがワーカーを異常終了させている' },
  mechanism: {
    en: 'A certain payload or URL brings the worker down wherever it lands; retries carry it from target to target.',
    ja: '特定の内容やURLのリクエストが、受け取ったワーカーを異常終了させています。リトライにより、影響がほかのターゲットへ広がります。',
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
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
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
      check: 'ecs/crash-exit',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'app-log/heap',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A runtime that runs out of heap ends or stalls the process.',
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
      { check: 'alb/one-route', is: 'seen' },
      { check: 'app-log/crash', is: 'seen' },
    ],
    [
      { check: 'alb/one-route', is: 'seen' },
      { check: 'ecs/crash-exit', is: 'seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'Block it with a listener rule or WAF.',
    ja: 'そのリクエストをリスナールールやWAFで遮断します。',
  },
  prevention: {
    en: 'Validate input; fuzz the route.',
    ja: '入力を検証し、ファズテストを行います。',
  },
  verify: ['alb/one-route'],
  guide: ['G15'],
});
