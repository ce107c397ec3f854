import { defineCause } from './define-cause.ts';

export const batchOverlapsPeak = defineCause({
  id: 'batch-overlaps-peak',
  title: { en: 'A batch takes what the requests need', ja: 'バッチ処理とピークの重なり' },
  mechanism: {
    en: 'A scheduled job or backup uses CPU, disks or the database while people use the service; requests wait, and are given up.',
    ja: '定期バッチやバックアップが利用時間帯と重なってCPU・ディスク・データベースを消費し、リクエストが待たされた末に打ち切られています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'data/busy-without-traffic',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The load rises although the requests do not.',
    },
    {
      check: 'data/database-cpu-high',
      strength: 'often',
      basis: 'reasoned',
      source: 'Reports and imports work in the same database.',
    },
    {
      check: 'data/database-latency-high',
      strength: 'often',
      basis: 'reasoned',
      source: 'Backups and imports read and write a lot.',
    },
    {
      check: 'capacity/cpu-saturated',
      strength: 'often',
      basis: 'reasoned',
      source: 'The job runs on the same machines.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests that take too long are ended by a timer.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'often',
      basis: 'reasoned',
      source: 'Workers that wait for the database are killed by their watchdog.',
    },
    {
      check: 'app-log/database-connections-full',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Slow statements hold the connections of the pool.',
    },
    {
      check: 'data/batch-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'Jobs say when they begin and end.',
    },
    {
      check: 'data/database-connections-rise',
      strength: 'often',
      basis: 'reasoned',
      source: 'Each request keeps its connection for longer, so more of them are open at once.',
    },
    {
      check: 'targets/inner-timeout-matches',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What waits for the machine is ended by the server’s own limit.',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Timeouts are new to the log when they begin with the job.',
    },
  ],
  inhibits: [
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'With more requests, more load needs no other reason.',
    },
  ],
  decidedBy: [
    [
      { check: 'data/batch-near-onset', is: 'seen' },
      { check: 'capacity/response-time-rises', is: 'seen' },
      { check: 'data/busy-without-traffic', is: 'seen' },
    ],
    [
      { check: 'data/batch-near-onset', is: 'seen' },
      { check: 'data/busy-without-traffic', is: 'seen' },
    ],
    [
      { check: 'data/batch-near-onset', is: 'seen' },
      { check: 'data/database-latency-high', is: 'seen' },
    ],
  ],
  runbook: 'tied-to-load',
  mitigation: { en: 'Stop or move the job.', ja: 'バッチを停止するか、時間帯をずらします。' },
  prevention: {
    en: 'Jobs on workers and replicas of their own, off-peak, with limits.',
    ja: 'バッチは専用のワーカーやリードレプリカで、利用の少ない時間帯に、上限を設けて実行します。',
  },
  verify: ['data/busy-without-traffic'],
  guide: ['G10', 'G23'],
});
