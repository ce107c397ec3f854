import { defineCause } from './define-cause.ts';

export const phpFpmCrash = defineCause({
  id: 'php-fpm-crash',
  title: { en: 'Children of php-fpm crash', ja: 'php-fpmの子プロセスが異常終了している' },
  mechanism: {
    en: 'A child of php-fpm dies in the middle of a request (a faulty extension, opcache, a fatal signal), and the web server in front answers 502.',
    ja: 'php-fpmの子プロセスが処理中に異常終了し（拡張モジュールやopcacheの不具合など）、前段のWebサーバーが502を返しています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/php-fpm-crash',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://github.com/php/php-src/blob/master/sapi/fpm/fpm/fpm_children.c',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'usually',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/502-from-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A new extension or a new request begins it; some crash all along.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
  ],
  inhibits: [
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Children that do not meet the fault go on to serve.',
    },
  ],
  decidedBy: [[{ check: 'app-log/php-fpm-crash', is: 'seen' }]],
  runbook: 'one-route',
  mitigation: {
    en: 'Switch off the extension or opcache that crashes; roll back; restart php-fpm.',
    ja: '異常終了の原因となる拡張モジュールまたはopcacheを無効にするか、ロールバックしてphp-fpmを再起動します。',
  },
  prevention: {
    en: 'Stage updates of PHP and its extensions; keep core dumps.',
    ja: 'PHPと拡張モジュールの更新を段階的に適用し、コアダンプを残します。',
  },
  verify: ['app-log/php-fpm-crash'],
  guide: ['G7', 'G13'],
});
