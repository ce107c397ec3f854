import type { Answer, AnswerFinding } from '../../src/domain/answer.ts';
import type { Lang } from '../../src/domain/text.ts';

const said = {
  en: {
    title: 'The target closes idle connections before the load balancer does',
    other: 'The application dies with requests open',
    for: '412 of 412 502s have no target status.',
    against: 'No deploy within 60 minutes of the onset.',
    health: 'All 4 targets pass their health check.',
    log: 'The log names the failed requests.',
  },
  ja: {
    title: 'ターゲットがロードバランサーより先に接続を閉じる',
    other: 'リクエスト処理中にアプリケーションが終了する',
    for: '502の412件すべてにターゲットのステータスがありません。',
    against: '発生前60分以内のデプロイはありません。',
    health: '4ターゲットすべてがヘルスチェックに合格しています。',
    log: 'ログに失敗したリクエストが記録されています。',
  },
} as const;

/** A whole answer, as the engine gives it, with a hostile log line among its facts. */
export function answerIn(lang: Lang, change: Partial<Answer> = {}): Answer {
  const words = said[lang];
  const finding = (check: string, layer: AnswerFinding['layer'], sentence: string, facts: readonly string[] = []) => ({
    check,
    layer,
    observation: 'seen' as const,
    severity: 'high' as const,
    sentence,
    facts,
    evidence: ['ev_7'],
    reason: null,
  });
  return {
    schema: 'fiveohtwo/check/v1',
    program: { version: '0.1.0', knowledge: '2026-11-23', temperature: 1.4 },
    run: { id: 'run_1', bundle: 'sha256:9f2c', startedAt: '2026-11-20T10:15:02.000Z' },
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
      { kind: 'target-group', name: 'shop-web' },
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
      byMinute: [{ at: '2026-11-20T09:41:00.000Z', count: 3 }],
      byTarget: [{ target: '10.0.11.54:3000', count: 139 }],
      byPath: [{ path: '/api/v1/orders/{id}', count: 201 }],
      byZone: [],
    },
    verdict: 'cause',
    healthy: false,
    coverage: 0.93,
    causes: [
      {
        id: 'sample-keepalive',
        title: words.title,
        probability: 0.82,
        word: 'likely',
        group: null,
        for: [{ check: 'sample/no-target-status', decibans: 14.1, sentence: words.for, evidence: ['ev_7'] }],
        against: [{ check: 'sample/deploy', decibans: -3, sentence: words.against, evidence: ['ev_12'] }],
        runbook: 'sample',
      },
      {
        id: 'sample-crash',
        title: words.other,
        probability: 0.09,
        word: 'possible',
        group: null,
        for: [],
        against: [],
        runbook: 'sample',
      },
    ],
    pairs: [],
    unlisted: 0.04,
    gaps: [
      { collector: 'ecs-stopped-tasks', reason: 'denied', action: 'ecs:DescribeTasks', wouldDecide: ['sample-crash'] },
    ],
    nextTest: { what: 'ecs-stopped-tasks', informationBits: 0.41, seconds: 1 },
    checklist: [{ id: 'health-check', observation: 'not-seen', sentence: words.health }],
    findings: [
      finding('sample/no-target-status', 'symptom', words.for),
      finding('sample/log', 'logs', words.log, [
        'GET /?x=<!channel> <@U0BEN> ``` 502',
        '\u202Eevil\u202C & <https://evil|here>',
      ]),
      { ...finding('sample/unhealthy', 'targets', words.health), observation: 'not-seen', severity: 'info' },
    ],
    evidence: [{ id: 'ev_7', kind: 'accessLog', what: 'ALB access log, 60 objects, 96,120 rows', link: null }],
    cost: {
      seconds: 3.4,
      roundTrips: 6,
      calls: 58,
      callsByApi: { 'elasticloadbalancing:DescribeTargetHealth': 2 },
      bytes: 73_400_320,
      usd: 0.004,
    },
    ...change,
  };
}

export function healthyIn(lang: Lang): Answer {
  const { symptom, causes, ...rest } = answerIn(lang);
  return {
    ...rest,
    verdict: 'healthy',
    healthy: true,
    causes: [],
    unlisted: 0,
    gaps: [],
    symptom: {
      ...symptom,
      status: null,
      mintedBy: 'none',
      count: 0,
      share: 0,
      firstSeen: null,
      lastSeen: null,
      ongoing: false,
      byMinute: [],
      byTarget: [],
      byPath: [],
    },
    findings: rest.findings.filter(({ observation }) => observation === 'not-seen'),
  };
}
