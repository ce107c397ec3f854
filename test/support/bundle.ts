import { diagnose } from '../../src/diagnosis/index.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Bundle, Evidence, EvidenceKind, EvidenceMap } from '../../src/domain/evidence.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { quietBehind } from './behind.ts';
import {
  accessLog,
  appLog,
  container,
  groupSeries,
  loadBalancerAttributes,
  metrics,
  service,
  serviceSeries,
  type Traffic,
  target,
  targetGroup,
  task,
  taskDefinition,
  window,
} from './evidence.ts';

const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop-alb/50dc6c495c0c9188';

/** Metrics with healthy hosts and idle tasks, unless `traffic.extra` says otherwise. */
export function fullMetrics(traffic: Traffic = {}) {
  const usual = [
    groupSeries('HealthyHostCount', 'Maximum', 2, true),
    groupSeries('UnHealthyHostCount', 'Minimum', 0, true),
    groupSeries('UnHealthyHostCount', 'Maximum', 0, true),
    serviceSeries('CPUUtilization', 'Maximum', 22),
    serviceSeries('MemoryUtilization', 'Maximum', 41),
  ];
  return metrics({ ...traffic, extra: [...usual, ...(traffic.extra ?? [])] });
}

/** A whole, healthy bundle with what the test is about put in; `null` withholds a kind. */
export function bundleOf(change: { readonly [K in EvidenceKind]?: EvidenceMap[K] | null }): Bundle {
  const healthy: EvidenceMap = {
    loadBalancer: {
      name: 'shop-alb',
      arn,
      dnsName: 'shop-alb-1.eu-west-1.elb.amazonaws.com',
      type: 'application',
      scheme: 'internet-facing',
      state: 'active',
      zones: ['eu-west-1a', 'eu-west-1b'],
      securityGroups: ['sg-1'],
      createdAt: null,
    },
    loadBalancerAttributes: loadBalancerAttributes(60),
    listeners: [{ arn: `${arn}/l`, port: 443, protocol: 'HTTPS', sslPolicy: null, certificates: ['c'], rules: [] }],
    targetGroups: [targetGroup()],
    targetHealth: [target(), target({ id: '10.0.2.10' })],
    metrics: fullMetrics(),
    baselineMetrics: fullMetrics(),
    ecsServices: [service()],
    ecsTasks: [task(), task({ arn: 'arn:aws:ecs:eu-west-1:111122223333:task/shop/0a1b2d', privateIps: ['10.0.2.10'] })],
    ecsStoppedTasks: [],
    taskDefinitions: [taskDefinition([container()])],
    changes: [],
    applicationLogs: [appLog([])],
    accessLog: accessLog([]),
    ...quietBehind,
  };
  const all = { ...healthy, ...change };
  const evidence = Object.fromEntries(
    evidenceKinds.map((kind, index) => {
      const value = all[kind];
      const ref = { id: `ev_${index + 1}`, kind, what: kind, link: null };
      const gap = { collector: kind, reason: 'denied', action: null, detail: null };
      return [kind, value === null ? { status: 'missing', gaps: [gap] } : { status: 'complete', value, ref }];
    }),
  ) as Evidence;
  return {
    schema: 'fiveohtwo/bundle/v1',
    program: { version: '0.0.0' },
    run: { id: 'run_1', startedAt: window.to },
    request: { query: 'shop-alb' },
    scope: {
      account: '111122223333',
      region: 'eu-west-1',
      profile: null,
      query: 'shop-alb',
      kind: 'alb',
      name: 'shop-alb',
      arn,
      dimension: 'app/shop-alb/50dc6c495c0c9188',
      dnsName: 'shop-alb-1.eu-west-1.elb.amazonaws.com',
    },
    window,
    evidence,
    objects: [],
    redactions: {},
    cost: { seconds: 1, roundTrips: 5, calls: 30, callsByApi: {}, bytes: 1000, usd: 0 },
  };
}

export function answerTo(change: Parameters<typeof bundleOf>[0]): Answer {
  return diagnose(bundleOf(change), 'sha256:0', 'en');
}

/** Probability of a cause in the answer; 0 where it is not listed. */
export function chanceOf(answer: Answer, cause: string): number {
  return answer.causes.find(({ id }) => id === cause)?.probability ?? 0;
}
