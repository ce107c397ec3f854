import { defineCause } from './define-cause.ts';

export const diskFull = defineCause({
  id: 'disk-full',
  title: { en: 'The disk is full', ja: 'ディスクの空き容量がない' },
  mechanism: {
    en: 'Logs or temporary files have filled the disk; writes fail and take requests with them.',
    ja: 'ログや一時ファイルでディスクが満杯になり、書き込みとともにリクエストも失敗しています。',
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
      check: 'app-log/disk-full',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Writes fail with ENOSPC, which is logged by whoever wrote.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/one-target',
      strength: 'often',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'ecs/crash-exit',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'ec2/disk-nearly-full',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Thin traffic relieves it.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'app-log/disk-full', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Replace the task; clear or truncate what filled it.',
    ja: 'タスクを交換し、容量を占めるファイルを削除します。',
  },
  prevention: {
    en: 'Rotate logs; larger ephemeral storage; an alarm at 80 %.',
    ja: 'ログをローテーションし、エフェメラルストレージを拡大し、使用率80%でアラームが鳴るようにします。',
  },
  verify: ['app-log/disk-full'],
  guide: ['G9', 'G23'],
});
