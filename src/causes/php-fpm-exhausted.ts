import { defineCause } from './define-cause.ts';

export const phpFpmExhausted = defineCause({
  id: 'php-fpm-exhausted',
  title: { en: 'php-fpm has no free child', ja: 'php-fpmの空きプロセスがない' },
  mechanism: {
    en: 'All children of php-fpm are busy and its queue is full: the web server in front is refused and answers 502 (Apache 503) or waits until 504.',
    ja: 'php-fpmの子プロセスがすべて使用中で待ち行列も満杯のため、前段のWebサーバーが接続できず502（Apacheでは503）を返すか、待ち続けて504になります。',
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
      check: 'app-log/php-fpm-full',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://www.php.net/manual/en/install.fpm.configuration.php',
    },
    {
      check: 'app-log/proxy-socket',
      strength: 'often',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/proxy-timeout',
      strength: 'often',
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
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'More requests at once need more children.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'reasoned',
      source: 'Those that wait instead of being refused become 504.',
    },
  ],
  inhibits: [
    { check: 'alb/one-route', strength: 'sometimes', basis: 'reasoned', source: 'All PHP routes share the children.' },
  ],
  decidedBy: [[{ check: 'app-log/php-fpm-full', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Raise pm.max_children as far as memory allows; shed or repair the slow route.',
    ja: 'メモリの許す範囲でpm.max_childrenを増やし、遅いルートを制限または改善します。',
  },
  prevention: {
    en: 'Size the pool by memory per child; slowlog on; scale on busy children.',
    ja: '子プロセスあたりのメモリからプールの大きさを決め、slowlogを有効にし、使用率でスケールさせます。',
  },
  verify: ['app-log/php-fpm-full'],
  guide: ['G7', 'G10'],
});
