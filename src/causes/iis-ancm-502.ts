import { defineCause } from './define-cause.ts';

export const iisAncm502 = defineCause({
  id: 'iis-ancm-502',
  title: {
    en: 'IIS cannot start or reach the application process',
    ja: 'IISがアプリケーションのプロセスを起動・利用できない',
  },
  mechanism: {
    en: 'The ASP.NET Core Module of IIS answers 502.5 when the process does not start, and 502.3 when reading from it fails.',
    ja: 'IISのASP.NET Core Moduleは、プロセスを起動できないと502.5を、プロセスからの読み取りに失敗すると502.3を返します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/iis-502',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://learn.microsoft.com/en-us/aspnet/core/test/troubleshoot-azure-iis',
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
      strength: 'often',
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
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The proxy begins to write its line when the fault begins.',
    },
  ],
  inhibits: [],
  decidedBy: [[{ check: 'app-log/iis-502', is: 'seen' }]],
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Recycle the application pool; roll back; look into the event log of the module.',
    ja: 'アプリケーションプールをリサイクルするか、ロールバックします。モジュールのイベントログも確認します。',
  },
  prevention: {
    en: 'Start the process as a test before each release; install the runtime with it.',
    ja: 'リリース前にプロセスの起動を確認し、必要なランタイムを同梱します。',
  },
  verify: ['app-log/iis-502'],
  guide: ['G7', 'G10'],
});
