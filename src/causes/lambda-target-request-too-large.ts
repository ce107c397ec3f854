import { defineCause } from './define-cause.ts';

export const lambdaTargetRequestTooLarge = defineCause({
  id: 'lambda-target-request-too-large',
  title: {
    en: 'Requests are larger than the 1 MB that a function takes',
    ja: '関数の上限1MBを超えるリクエスト',
  },
  mechanism: {
    en: 'The load balancer hands at most 1 MB to a function; for larger requests it answers 413 itself, and no code runs.',
    ja: 'ロードバランサーが関数に渡せるリクエストは1MBまでです。超えると関数は実行されず、ロードバランサーが413を返します。',
  },
  prior: 'rare',
  supports: [
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
      check: 'lambda/reason-request-too-large',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    { check: 'alb/one-route', strength: 'often', basis: 'reasoned', source: 'Uploads go to few routes.' },
  ],
  inhibits: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
  ],
  decidedBy: [[{ check: 'lambda/reason-request-too-large', is: 'seen' }]],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Let clients upload to S3 with a presigned URL and hand the function the key.',
    ja: 'クライアントには署名付きURLでS3へアップロードさせ、関数にはキーだけを渡します。',
  },
  prevention: {
    en: 'Limit upload sizes in the client and say so in the API.',
    ja: 'アップロードの上限をクライアント側でも設け、APIの仕様に明記します。',
  },
  verify: ['lambda/reason-request-too-large'],
  guide: ['G6'],
});
