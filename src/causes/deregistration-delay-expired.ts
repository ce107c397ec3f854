import { defineCause } from './define-cause.ts';

export const deregistrationDelayExpired = defineCause({
  id: 'deregistration-delay-expired',
  title: { en: 'Long requests outlive the deregistration delay', ja: '長いリクエストが登録解除の遅延を超えている' },
  mechanism: {
    en: 'A target that leaves gets the deregistration delay to finish. Requests that last longer (uploads, streams, reports) are cut off when it is over.',
    ja: '離脱するターゲットには登録解除の遅延の間だけ猶予があります。それより長いリクエスト（アップロードやストリームなど）は、その時点で打ち切られます。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'targets/failures-when-drain-ends',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'targets/deregistration-delay-short',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'ecs/only-leaving-tasks-fail',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'often',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'app-log/shutdown',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'ecs/stop-timeout-short',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'scaling/terminations-near-failures',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html',
    },
    {
      check: 'scaling/only-leaving-instances-fail',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
  ],
  inhibits: [],
  decidedBy: [
    [{ check: 'targets/failures-when-drain-ends', is: 'seen' }],
    [
      { check: 'targets/deregistration-delay-short', is: 'seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'not-seen' },
    ],
    [
      { check: 'targets/deregistration-delay-short', is: 'seen' },
      { check: 'ecs/only-leaving-tasks-fail', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Raise the deregistration delay of the target group above the longest request.',
    ja: 'ターゲットグループの登録解除の遅延を、最長リクエストより長くします。',
  },
  prevention: {
    en: 'Delay longer than the slowest one in a thousand requests; make long jobs asynchronous.',
    ja: '登録解除の遅延を99.9パーセンタイルのリクエスト時間より長くし、長い処理は非同期化します。',
  },
  verify: ['targets/failures-when-drain-ends', 'targets/deregistration-delay-short'],
  guide: ['G19'],
});
