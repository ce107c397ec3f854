import { defineCheck } from '../../domain/check.ts';
import { rows502 } from '../reading/access-log.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { clusterOf, kubernetesGroups } from '../reading/pods.ts';
import { sum } from '../reading/statistics.ts';

/** Less than this share of the failures is another group's story. */
const SHARE = 0.1;

export const podsByAddress = defineCheck({
  id: 'eks/pods-by-address',
  layer: 'targets',
  needs: ['targetGroups', 'ecsServices'],
  uses: ['changes', 'accessLog'],
  severity: 'info',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G39', 'G40'],
  texts: {
    title: { en: 'pods of Kubernetes as the failing targets', ja: '失敗しているターゲットがKubernetesのPod' },
    seen: {
      en: 'The failing targets are pods, registered by their address from Kubernetes (cluster {cluster}, target groups {groups}).',
      ja: '失敗しているターゲットは、Kubernetesから登録されたPod（IPターゲット）です（クラスター {cluster}、ターゲットグループ {groups}）。',
    },
    'not-seen': {
      en: '{count, plural, =0 {No target group is kept by Kubernetes.} other {Pods are targets, but the requests that fail go elsewhere.}}',
      ja: '{count, plural, =0 {Kubernetesが管理するターゲットグループはありません。} other {Podもターゲットですが、失敗しているのは別の宛先です。}}',
    },
  },
  run({ targetGroups, ecsServices, changes, accessLog }) {
    const kept = kubernetesGroups(targetGroups, ecsServices, changes);
    if (kept === undefined) return unknown('ambiguous');
    const pods = kept.filter(({ targetType }) => targetType === 'ip');
    if (pods.length === 0) return notSeen({ count: 0, cluster: '-', groups: '-' });
    const shares = accessLog?.byTargetGroup ?? [];
    const all = sum(shares.map(rows502));
    const failing = pods.filter(({ arn }) => {
      const own = sum(shares.filter(({ key }) => key === arn).map(rows502));
      return all === 0 || own >= SHARE * all;
    });
    // Without rows nobody knows which group fails, unless all of them are pods.
    if (all === 0 && pods.length < targetGroups.length) return unknown('ambiguous');
    const args = {
      count: pods.length,
      cluster: clusterOf(pods),
      groups: failing.map(({ name }) => name).join(', ') || '-',
    };
    return failing.length > 0 ? seen(args) : notSeen(args);
  },
});
