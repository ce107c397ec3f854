import { defineCause } from './define-cause.ts';

export const lambdaTargetInvalidResponse = defineCause({
  id: 'lambda-target-invalid-response',
  title: {
    en: 'The function returns something that the load balancer does not accept',
    ja: '関数の戻り値をロードバランサーが受け付けない',
  },
  mechanism: {
    en: 'The function ends without an error, but what it returns is no answer for a load balancer: no numeric statusCode, a header that is no string, null fields, an object as body, or headers where multiValueHeaders are expected.',
    ja: '関数はエラーなく終了しますが、戻り値がロードバランサー向けの形式ではありません。statusCodeが数値でない、ヘッダーが文字列でない、nullのフィールドがある、ボディがオブジェクトである、multiValueHeadersの設定と形式が合わない、などです。',
  },
  prior: 'ordinary',
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
      check: 'lambda/reason-invalid-response',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/answers-without-error',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/aws/aws-lambda-go/issues/529',
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
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/jeremydaly/lambda-api/issues/117',
    },
    {
      check: 'lambda/release-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What new code or settings bring shows within minutes of them.',
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
      source: 'A changed layer, framework or target group attribute spoils every answer.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
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
  decidedBy: [
    [{ check: 'lambda/reason-invalid-response', is: 'seen' }],
    [
      { check: 'lambda/answers-without-error', is: 'seen' },
      { check: 'lambda/function-target', is: 'seen' },
    ],
    [
      { check: 'lambda/answers-without-error', is: 'seen' },
      { check: 'lambda/blamed-on-function', is: 'seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Point the alias back to the version before; if the target group’s multi-value attribute was changed, change it back.',
    ja: 'エイリアスを直前のバージョンに戻します。ターゲットグループの複数値ヘッダーの設定を変更していた場合は、元に戻します。',
  },
  prevention: {
    en: 'Build the answer with a typed helper (statusCode a number, headers strings, body a string) and test it through a load balancer before each release.',
    ja: '応答は型付きのヘルパーで組み立て（statusCodeは数値、ヘッダーとボディは文字列）、リリース前にロードバランサー経由のテストを行います。',
  },
  verify: ['lambda/reason-invalid-response', 'alb/502-from-load-balancer'],
  guide: ['G6', 'G15'],
});
