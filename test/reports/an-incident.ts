import type { Answer } from '../../src/domain/answer.ts';
import type { NewTimelineEvent, TimelineEvent } from '../../src/domain/incident.ts';
import type { ReportInput } from '../../src/reports/types.ts';
import { emptyHead, linkEvent, verifyTimeline } from '../../src/store/chain.ts';

/** A run that saw keep-alive races, and the one after the remedy that saw none. */
export function anAnswer(changes: Partial<Answer> = {}): Answer {
  return {
    schema: 'fiveohtwo/check/v1',
    program: { version: '0.1.0', knowledge: '2026-11-23', temperature: 1.4 },
    run: { id: 'run_01A', bundle: 'sha256:9f2c', startedAt: '2026-11-20T10:15:02.000Z' },
    target: {
      query: 'shop-alb',
      name: 'shop-alb',
      kind: 'alb',
      arn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/shop-alb/50dc6c495c0c9188',
      region: 'ap-northeast-1',
      account: '111122223333',
    },
    path: [
      { kind: 'alb', name: 'shop-alb' },
      { kind: 'target-group', name: 'shop-api' },
      { kind: 'ecs-service', name: 'shop/api' },
    ],
    window: {
      from: '2026-11-20T09:15:00.000Z',
      to: '2026-11-20T10:15:00.000Z',
      baseline: { from: '2026-11-13T09:15:00.000Z', to: '2026-11-13T10:15:00.000Z' },
    },
    symptom: {
      status: 502,
      mintedBy: 'alb',
      count: 412,
      requests: 96_120,
      share: 0.0043,
      firstSeen: '2026-11-20T09:41:07.000Z',
      lastSeen: '2026-11-20T10:14:48.000Z',
      ongoing: true,
      byMinute: [
        { at: '2026-11-20T09:41:00.000Z', count: 3 },
        { at: '2026-11-20T09:42:00.000Z', count: 12 },
      ],
      byTarget: [{ target: '10.0.11.54:3000', count: 139 }],
      byPath: [{ path: 'GET /api/v1/orders/{id}', count: 201 }],
      byZone: [{ zone: 'ap-northeast-1a', count: 210 }],
    },
    verdict: 'cause',
    healthy: false,
    coverage: 0.93,
    causes: [
      {
        id: 'keepalive-idle-race',
        title: 'The target closes idle connections before the load balancer does',
        probability: 0.82,
        word: 'likely',
        group: null,
        for: [
          {
            check: 'alb/502-from-load-balancer',
            decibans: 14.1,
            sentence: '412 of 412 502s have no target status.',
            evidence: ['ev_7'],
          },
        ],
        against: [
          {
            check: 'change/deploy-near-onset',
            decibans: -3,
            sentence: 'No deploy within 60 minutes of the onset.',
            evidence: ['ev_5'],
          },
        ],
        runbook: 'sporadic-low-rate',
      },
      {
        id: 'app-crash-mid-request',
        title: 'The application dies with requests open',
        probability: 0.09,
        word: 'unlikely',
        group: null,
        for: [],
        against: [{ check: 'ecs/task-stopped', decibans: -6.2, sentence: 'No task stopped.', evidence: [] }],
        runbook: 'sustained-failure',
      },
    ],
    pairs: [],
    unlisted: 0.04,
    gaps: [
      {
        collector: 'ecs-stopped-tasks',
        reason: 'denied',
        action: 'ecs:DescribeTasks',
        wouldDecide: ['app-crash-mid-request'],
      },
    ],
    nextTest: { what: 'ecs-stopped-tasks', informationBits: 0.41, seconds: 1 },
    checklist: [
      { id: 'health-check', observation: 'not-seen', sentence: 'Health check: all 4 targets pass.' },
      {
        id: 'timeouts',
        observation: 'seen',
        sentence: 'Timeouts: the target keeps connections 5 s, the load balancer 60 s.',
      },
    ],
    findings: [
      {
        check: 'change/parameter-changed',
        layer: 'change',
        observation: 'seen',
        severity: 'medium',
        sentence: 'ModifyLoadBalancerAttributes at 09:38, 3 minutes before the onset.',
        facts: [],
        evidence: ['ev_5'],
        reason: null,
      },
    ],
    evidence: [
      {
        id: 'ev_5',
        kind: 'changes',
        what: 'CloudTrail, 4 write events',
        link: 'https://console.aws.amazon.com/cloudtrail',
      },
      { id: 'ev_6', kind: 'metrics', what: 'CloudWatch, 24 series', link: null },
      {
        id: 'ev_7',
        kind: 'accessLog',
        what: 'ALB access log, 60 objects, 96,120 rows',
        link: 'https://s3.console.aws.amazon.com/',
      },
    ],
    cost: { seconds: 3.4, roundTrips: 6, calls: 58, callsByApi: {}, bytes: 73_400_320, usd: 0.004 },
    ...changes,
  };
}

export const calmAnswer: Answer = anAnswer({
  run: { id: 'run_02B', bundle: 'sha256:1a2b', startedAt: '2026-11-20T11:05:00.000Z' },
  symptom: {
    ...anAnswer().symptom,
    count: 0,
    status: null,
    mintedBy: 'none',
    share: 0,
    firstSeen: null,
    lastSeen: null,
    ongoing: false,
    byMinute: [],
    byTarget: [],
    byPath: [],
    byZone: [],
  },
  verdict: 'healthy',
  healthy: true,
  causes: [],
  gaps: [],
  findings: [],
});

const at = (time: string): number => Date.parse(`2026-11-20T${time}Z`);
const mika = 'slack:T1/U0MIKA';
const jo = 'slack:T1/U0JO';

type Entry = Pick<NewTimelineEvent, 'type' | 'by' | 'at' | 'body'>;
const entries: readonly Entry[] = [
  {
    type: 'opened',
    by: mika,
    at: at('10:16:00'),
    body: { run: 'run_01A', title: 'shop-alb: 502', target: 'shop-alb' },
  },
  {
    type: 'diagnosed',
    by: 'bot',
    at: at('10:16:00'),
    body: { run: 'run_01A', verdict: 'cause', cause: 'keepalive-idle-race', probability: 0.82 },
  },
  {
    type: 'runbook-started',
    by: mika,
    at: at('10:17:00'),
    body: { runbookRun: 'rb_1', runbook: 'sporadic-low-rate', version: 1 },
  },
  {
    type: 'step-shown',
    by: 'bot',
    at: at('10:17:00'),
    body: { card: 'card_1', runbook: 'sporadic-low-rate', step: 'compare' },
  },
  {
    type: 'acted',
    by: jo,
    at: at('10:24:30'),
    body: {
      card: 'card_1',
      runbook: 'sporadic-low-rate',
      step: 'compare',
      command: 'aws elbv2 modify-load-balancer-attributes',
    },
  },
  { type: 'state-changed', by: jo, at: at('10:24:30'), body: { from: 'identified', to: 'mitigating' } },
  {
    type: 'skipped',
    by: jo,
    at: at('10:25:00'),
    body: { card: 'card_2', runbook: 'sporadic-low-rate', step: 'deploy', reason: 'no deploy today | really' },
  },
  { type: 'handed-over', by: jo, at: at('10:30:00'), body: { to: mika, what: 'incident' } },
  {
    type: 'looked-again',
    by: 'bot',
    at: at('11:05:04'),
    body: { run: 'run_02B', verdict: 'healthy', cause: null, probability: null, outcome: 'healthy' },
  },
  {
    type: 'action-item-added',
    by: mika,
    at: at('11:06:00'),
    body: { item: 'item_1', text: 'keep-alive 75 s in every service', type: 'prevent', owner: null, due: '2026-12-01' },
  },
  { type: 'resolved', by: mika, at: at('11:10:00'), body: { from: 'monitoring', to: 'resolved' } },
];

export function chained(all: readonly Entry[] = entries): readonly TimelineEvent[] {
  let head = emptyHead;
  return all.map((entry, index) => {
    const event = linkEvent({ id: `event_${index + 1}`, incident: 'inc_01A', ...entry }, head);
    head = { seq: event.seq, hash: event.hash };
    return event;
  });
}

export function anIncident(changes: Partial<ReportInput> = {}): ReportInput {
  const events = changes.events ?? chained();
  const card = {
    runbookRun: 'rb_1',
    incident: 'inc_01A',
    state: 'closed' as const,
    run: null,
    dueAt: null,
    limitAt: null,
    closedBy: jo,
    openedAt: at('10:17:00'),
  };
  return {
    incident: {
      id: 'inc_01A',
      title: 'shop-alb: 502',
      state: 'resolved',
      target: 'shop-alb',
      lang: 'en',
      channel: 'C1',
      thread: 'run_01A/root',
      openedBy: mika,
      openedAt: at('10:16:00'),
      updatedAt: at('11:10:00'),
      firstRun: 'run_01A',
      lastRun: 'run_02B',
    },
    events,
    answers: [anAnswer(), calmAnswer],
    actionItems: [
      {
        id: 'item_1',
        incident: 'inc_01A',
        text: 'keep-alive 75 s in every service',
        type: 'prevent',
        owner: null,
        due: '2026-12-01',
        createdBy: mika,
        createdAt: at('11:06:00'),
      },
    ],
    runbooks: [
      {
        run: {
          id: 'rb_1',
          incident: 'inc_01A',
          runbook: 'sporadic-low-rate',
          version: 1,
          state: 'resolved',
          startedBy: mika,
          startedAt: at('10:17:00'),
        },
        cards: [
          { ...card, id: 'card_1', step: 'compare', outcome: 'done', reason: null, closedAt: at('10:24:30') },
          {
            ...card,
            id: 'card_2',
            step: 'deploy',
            outcome: 'skipped',
            reason: 'no deploy today | really',
            closedAt: at('10:25:00'),
          },
        ],
      },
    ],
    chain: verifyTimeline(events),
    timeZone: 'Asia/Tokyo',
    generatedAt: at('12:00:00'),
    version: '0.1.0',
    ...changes,
  };
}
