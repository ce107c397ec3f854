import { defineCheck } from '../../domain/check.ts';
import { FEW, failuresOf } from '../reading/failures.ts';
import { byTargetGroup, curveOf } from '../reading/metrics.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { kubernetesGroups } from '../reading/pods.ts';
import { median } from '../reading/statistics.ts';

/** Of the healthy targets that there usually are: one of two that leaves is an ordinary rollout. */
const COLLAPSED = 0.4;
const HOLDS = 0.85;

export const healthyCountCollapses = defineCheck({
  id: 'eks/healthy-count-collapses',
  layer: 'targets',
  needs: ['metrics', 'targetGroups', 'ecsServices'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  guide: ['G16', 'G33', 'G39'],
  checklist: 'health-check',
  texts: {
    title: { en: 'few healthy pods in the failing minutes', ja: '失敗した時間帯の正常なPodの不足' },
    seen: {
      en: 'In the failing minutes only {least, number} targets of {group} were healthy; usually there are {usual, number}. Old pods went before the load balancer knew new ones as healthy.',
      ja: '失敗した時間帯に、{group} の正常なターゲットは{least, number}台まで減りました（普段は{usual, number}台）。新しいPodが正常と判定される前に、古いPodが離脱しています。',
    },
    'not-seen': {
      en: 'Enough targets stayed healthy in the failing minutes (at least {least, number} of {usual, number}).',
      ja: '失敗した時間帯も、正常なターゲットは足りています（最少{least, number}台、普段は{usual, number}台）。',
    },
    'not-applicable': {
      en: 'No target group is kept by Kubernetes.',
      ja: 'Kubernetesが管理するターゲットグループはありません。',
    },
  },
  run({ metrics, targetGroups, ecsServices, changes, accessLog }, { window }) {
    const kept = kubernetesGroups(targetGroups, ecsServices, changes);
    if (kept === undefined) return unknown('ambiguous');
    if (kept.length === 0) return notApplicable();
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined || failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const failing = new Set(failures.failing.flatMap(({ at }) => [at - failures.periodMs, at]));
    const drops = byTargetGroup(metrics, 'HealthyHostCount', 'Minimum').flatMap((series) => {
      const group = kept.find(({ dimension }) => dimension === series.dimensions.TargetGroup);
      const curve = curveOf(series);
      const usual = median([...curve.values()]);
      const near = [...curve].filter(([at]) => failing.has(at)).map(([, value]) => value);
      return group === undefined || usual === undefined || usual === 0 || near.length === 0
        ? []
        : [{ group: group.name, usual, least: Math.min(...near) }];
    });
    const [worst] = drops.sort((a, b) => a.least / a.usual - b.least / b.usual);
    if (worst === undefined) return unknown('not-collected');
    const share = worst.least / worst.usual;
    if (share <= COLLAPSED) return seen({ ...worst });
    return share >= HOLDS ? notSeen({ ...worst }) : unknown('ambiguous');
  },
});
