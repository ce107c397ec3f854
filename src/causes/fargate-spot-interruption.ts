import { defineCause } from './define-cause.ts';

export const fargateSpotInterruption = defineCause({
  id: 'fargate-spot-interruption',
  title: { en: 'Fargate Spot takes tasks back', ja: 'Fargate Spotの中断でタスクが失われている' },
  mechanism: {
    en: 'Spot capacity is reclaimed and the task gets SIGTERM, sometimes before it is deregistered.',
    ja: 'Spotのキャパシティが回収され、登録解除より先にSIGTERMが届くことがあります。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'ecs/spot-stop',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/aws/containers-roadmap/issues/2673',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'ecs/only-leaving-tasks-fail',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/shutdown',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'ecs/spot-stop', is: 'seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
    ],
    [
      { check: 'ecs/spot-stop', is: 'seen' },
      { check: 'ecs/only-leaving-tasks-fail', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Move the service to on-demand capacity for now.',
    ja: '当面、オンデマンドのキャパシティに切り替えます。',
  },
  prevention: {
    en: 'Handle SIGTERM; mix Spot with on-demand.',
    ja: 'SIGTERMを処理し、Spotとオンデマンドを併用します。',
  },
  verify: ['ecs/spot-stop'],
  guide: ['G31'],
});
