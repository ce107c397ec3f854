import { defineCause } from './define-cause.ts';

export const secretOrConfigMissing = defineCause({
  id: 'secret-or-config-missing',
  title: { en: 'A secret or setting is missing or wrong', ja: 'シークレットや設定の欠落・不一致' },
  mechanism: {
    en: 'A secret or parameter was rotated, changed or removed; processes that need it fail to start, or are refused by what they log in to.',
    ja: 'シークレットやパラメータの更新・変更・削除により、それを必要とするプロセスが起動できないか、接続先の認証で拒否されています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'change/secret-change-near-onset',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
    },
    {
      check: 'app-log/start-failure',
      strength: 'often',
      basis: 'reasoned',
      source: 'What is missing is named before the process ends.',
    },
    {
      check: 'data/login-refused',
      strength: 'usually',
      basis: 'reasoned',
      source: 'What is refused is logged by whoever was refused.',
    },
    {
      check: 'data/secret-not-fetched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/crash-exit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/rollout-failed',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
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
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
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
      check: 'app-log/crash',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'often',
      basis: 'reasoned',
      source: 'An application that answers 502 does so for something behind it, most often.',
    },
    {
      check: 'app-log/database-unreachable',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Drivers report a refused login as a failed connection.',
    },
    {
      check: 'routing/one-group-fails',
      strength: 'often',
      basis: 'reasoned',
      source: 'The secret is that of one service; its neighbours have their own.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'alb/one-route',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A login that every request needs spares no route.',
    },
  ],
  decidedBy: [
    [{ check: 'data/secret-not-fetched', is: 'seen' }],
    [
      { check: 'change/secret-change-near-onset', is: 'seen' },
      { check: 'data/login-refused', is: 'seen' },
    ],
    [
      { check: 'change/secret-change-near-onset', is: 'seen' },
      { check: 'app-log/start-failure', is: 'seen' },
    ],
    [
      { check: 'data/login-refused', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Restore the version before (AWSPREVIOUS), or hand the right value in, and restart the tasks.',
    ja: 'シークレットを直前のバージョン（AWSPREVIOUS）に戻すか正しい値を設定し、タスクを再起動します。',
  },
  prevention: {
    en: 'Rotate with two users in turn, test the rotation, read secrets afresh when a login is refused.',
    ja: '2ユーザーを交互に使うローテーションを採用して事前に試験し、認証が拒否されたらシークレットを読み直すようにします。',
  },
  verify: ['data/login-refused', 'data/secret-not-fetched'],
  guide: ['G12', 'G27'],
});
