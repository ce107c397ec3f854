import { defineCause } from './define-cause.ts';

export const lambdaTargetResponseTooLarge = defineCause({
  id: 'lambda-target-response-too-large',
  title: {
    en: 'The function’s answer is larger than 1 MB',
    ja: '関数の応答が1MBを超えている',
  },
  mechanism: {
    en: 'A load balancer passes on at most 1 MB of JSON from a function. A larger answer is thrown away and the client gets a 502.',
    ja: 'ロードバランサーが関数から受け取れるJSONは1MBまでです。超えた応答は破棄され、クライアントには502が返ります。',
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
      check: 'lambda/reason-response-too-large',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
    },
    {
      check: 'lambda/answers-without-error',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The function itself ends well; its answer is refused afterwards.',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Some routes give lists and files, others do not.',
    },
    {
      check: 'alb/route-always-fails',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A list that has outgrown the limit stays above it.',
    },
  ],
  inhibits: [
    {
      check: 'lambda/not-invoked',
      strength: 'often',
      basis: 'reasoned',
      source: 'Something can only be wrong with an answer of a function that ran.',
    },
  ],
  decidedBy: [[{ check: 'lambda/reason-response-too-large', is: 'seen' }]],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Ask for less: a page size, fewer fields, a filter. Or give a presigned S3 link in the place of the content.',
    ja: '取得量を減らします（ページサイズ、項目、絞り込み）。内容の代わりにS3の署名付きURLを返す方法もあります。',
  },
  prevention: {
    en: 'Paginate every list, compress, and hand out large content by presigned URL; alarm on LambdaTargetProcessedBytes per request.',
    ja: '一覧は必ずページ分割し、圧縮します。大きな内容は署名付きURLで渡します。',
  },
  verify: ['lambda/reason-response-too-large'],
  guide: ['G6', 'G15'],
});
