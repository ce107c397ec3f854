import { defineCause } from './define-cause.ts';

export const lambdaTargetUnhandledError = defineCause({
  id: 'lambda-target-unhandled-error',
  title: {
    en: 'The function ends with an error',
    ja: '関数がエラーで終了している',
  },
  mechanism: {
    en: 'The function throws, cannot be loaded, exits, or is killed for memory. Lambda reports an error, and the load balancer answers 502.',
    ja: '関数が例外を送出した、読み込めない、異常終了した、またはメモリ不足で強制終了されています。Lambdaはエラーを返し、ロードバランサーは502を返します。',
  },
  prior: 'ordinary',
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
      check: 'lambda/reason-unhandled',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/errors-follow',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/error-lines',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html',
    },
    {
      check: 'lambda/memory-lines',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/lambda-troubleshoot-runtime-errors',
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
      basis: 'reasoned',
      source: 'A fault in the code sits on some routes.',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'An exception that nobody caught reads like a crash.',
    },
    {
      check: 'app-log/heap',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A process that runs out of memory says so where it can.',
    },
    {
      check: 'app-log/start-failure',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Code that cannot be loaded says what it misses.',
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
      source: 'A version that cannot be loaded fails for everybody.',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Exceptions that a dependency causes and nobody catches.',
    },
    {
      check: 'app-log/database-unreachable',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Exceptions that a database causes and nobody catches.',
    },
  ],
  inhibits: [
    {
      check: 'lambda/answers-without-error',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'often',
      basis: 'reasoned',
      source: 'Only a function that runs can fail.',
    },
  ],
  decidedBy: [
    [
      { check: 'lambda/reason-unhandled', is: 'seen' },
      { check: 'lambda/error-lines', is: 'seen' },
    ],
    [
      { check: 'lambda/errors-follow', is: 'seen' },
      { check: 'lambda/error-lines', is: 'seen' },
    ],
    [{ check: 'lambda/memory-lines', is: 'seen' }],
    [
      { check: 'lambda/errors-follow', is: 'seen' },
      { check: 'lambda/timeout-reached', is: 'not-seen' },
    ],
    [
      { check: 'lambda/reason-unhandled', is: 'seen' },
      { check: 'lambda/timeout-reached', is: 'not-seen' },
    ],
    [
      { check: 'lambda/reason-unhandled', is: 'seen' },
      { check: 'lambda/timeout-lines', is: 'not-seen' },
    ],
    [
      { check: 'lambda/errors-follow', is: 'seen' },
      { check: 'lambda/timeout-lines', is: 'not-seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Point the alias back to the version before; where memory is used up, raise it.',
    ja: 'エイリアスを直前のバージョンに戻します。メモリを使い切っている場合は引き上げます。',
  },
  prevention: {
    en: 'Catch everything at the handler’s edge and answer 500 with a correlation id; shift traffic to new versions in steps with an alarm on Errors.',
    ja: 'ハンドラーの入口で例外をすべて捕捉し、相関ID付きの500を返します。新バージョンへはErrorsのアラームを付けて段階的に移します。',
  },
  verify: ['lambda/errors-follow', 'alb/502-from-load-balancer'],
  guide: ['G6', 'G15', 'G20'],
});
