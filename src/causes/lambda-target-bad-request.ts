import { defineCause } from './define-cause.ts';

export const lambdaTargetBadRequest = defineCause({
  id: 'lambda-target-bad-request',
  title: {
    en: 'Requests that cannot be handed to a function',
    ja: '関数に渡せないリクエスト',
  },
  mechanism: {
    en: 'A client sends headers or a body that are no valid UTF-8. The load balancer cannot make the function’s event of them and answers 502; no code runs.',
    ja: 'クライアントが、UTF-8として正しくないヘッダーやボディを送っています。ロードバランサーは関数に渡すイベントを作れず、関数を実行せずに502を返します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'lambda/function-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/lambda-error-reason',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/reason-bad-request',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'usually',
      basis: 'reasoned',
      source: 'No event could be made of the request, so no code ran.',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'One kind of client calls one kind of route.',
    },
  ],
  inhibits: [
    {
      check: 'alb/most-requests-fail',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Most clients send what is valid.',
    },
  ],
  decidedBy: [[{ check: 'lambda/reason-bad-request', is: 'seen' }]],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Find the client by its address and agent, and filter it (a WAF rule or a listener rule) if it is none of yours.',
    ja: '送信元アドレスとユーザーエージェントからクライアントを特定し、関係のないものであればWAFやリスナールールで遮断します。',
  },
  prevention: {
    en: 'Encode what clients put into headers and bodies; treat binary content as base64.',
    ja: 'ヘッダーやボディの文字コードをクライアント側で統一し、バイナリはbase64で扱います。',
  },
  verify: ['lambda/reason-bad-request'],
  guide: ['G6'],
});
