import { defineCause } from './define-cause.ts';

export const beanstalkPortMismatch = defineCause({
  id: 'beanstalk-port-mismatch',
  title: {
    en: 'The platform’s nginx finds no application on its port',
    ja: 'Elastic Beanstalkのnginxがアプリケーションのポートにつながらない',
  },
  mechanism: {
    en: 'The nginx of the Elastic Beanstalk platform passes on to the port in PORT (5000 or 8080 by platform); the application listens elsewhere or did not start.',
    ja: 'Elastic Beanstalkのnginxは環境変数PORTのポート（既定は5000または8080）へ転送しますが、アプリケーションが別のポートで待ち受けているか、起動していません。',
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
      check: 'ec2/beanstalk-environment',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    },
    {
      check: 'app-log/proxy-refused',
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
      check: 'alb/sudden-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'app-log/start-failure',
      strength: 'often',
      basis: 'reasoned',
      source: 'What ends a process before it serves is written to its log first.',
    },
    {
      check: 'app-log/proxy-no-live-upstreams',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/crash',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
  ],
  inhibits: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The proxy on the target answers, so the load balancer makes no 502 itself.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It fails from a deployment on and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [
    [
      { check: 'ec2/beanstalk-environment', is: 'seen' },
      { check: 'app-log/proxy-refused', is: 'seen' },
    ],
  ],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Deploy the version before, or set the environment property PORT to where the application listens.',
    ja: '1つ前のバージョンを再デプロイするか、環境プロパティPORTをアプリケーションの待ち受けポートに合わせます。',
  },
  prevention: {
    en: 'Read PORT in the application or name the command in a Procfile; deployments by health, in rolling batches.',
    ja: 'アプリケーションでPORTを読み取るかProcfileで起動コマンドを指定し、ヘルスに基づくローリングデプロイにします。',
  },
  verify: ['app-log/proxy-refused'],
  guide: ['G7', 'G29'],
});
