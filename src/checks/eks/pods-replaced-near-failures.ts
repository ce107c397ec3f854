import { defineCheck } from '../../domain/check.ts';
import { FEW, failuresOf, MINUTE, shareNear } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { kubernetesGroups, movesOf } from '../reading/pods.ts';

const MOST = 0.7;
const HARDLY = 0.2;
/** Pods that come and go all the time prove nothing. */
const ALWAYS = 0.7;

export const podsReplacedNearFailures = defineCheck({
  id: 'eks/pods-replaced-near-failures',
  layer: 'service',
  needs: ['changes', 'metrics', 'targetGroups', 'ecsServices'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures whenever pods are replaced', ja: 'Podの入れ替えと重なる失敗' },
    seen: {
      en: '{share, number, ::percent} of the failures fall within two minutes of targets being registered or deregistered from Kubernetes.',
      ja: '失敗の{share, number, ::percent}が、Kubernetesによるターゲットの登録・登録解除の前後2分以内に発生しています。',
    },
    'not-seen': {
      en: 'The failures do not come with pods being replaced ({share, number, ::percent} of them are near one, {moves, number} registrations and deregistrations).',
      ja: '失敗はPodの入れ替えと連動していません（前後2分以内は{share, number, ::percent}、登録・登録解除は{moves, number}回）。',
    },
    'not-applicable': {
      en: 'No target group is kept by Kubernetes.',
      ja: 'Kubernetesが管理するターゲットグループはありません。',
    },
  },
  run({ changes, metrics, targetGroups, ecsServices, accessLog }, { window }) {
    const kept = kubernetesGroups(targetGroups, ecsServices, changes);
    if (kept === undefined) return unknown('ambiguous');
    if (kept.length === 0) return notApplicable();
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const moves = movesOf(changes, kept);
    const near = shareNear(
      failures,
      moves.map(({ at }) => at),
      2 * MINUTE,
    );
    const args = { share: near.failures, moves: moves.length };
    if (near.failures >= MOST)
      return near.minutes > ALWAYS
        ? unknown('ambiguous', args)
        : seen(
            args,
            moves.map(({ fact }) => fact),
          );
    return near.failures <= HARDLY ? notSeen(args) : unknown('ambiguous', args);
  },
});
