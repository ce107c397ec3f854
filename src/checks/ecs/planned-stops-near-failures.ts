import { defineCheck } from '../../domain/check.ts';
import { FEW, failuresOf, MINUTE, shareNear } from '../reading/failures.ts';
import { plannedMoves } from '../reading/membership.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { isPlannedStop, quietStops, taskFact } from '../reading/stops.ts';

const MOST = 0.6;
/** A second fault's failures may be so few among all. */
const HIDDEN = 0.05;

export const plannedStopsNearFailures = defineCheck({
  id: 'ecs/planned-stops-near-failures',
  layer: 'service',
  needs: ['ecsStoppedTasks', 'ecsServices', 'metrics'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures whenever targets leave', ja: 'ターゲットの離脱と重なる失敗' },
    seen: {
      en: '{share, number, ::percent} of the failures fall within a minute of tasks being taken out (deployment, scale-in or by hand).',
      ja: '失敗の{share, number, ::percent}が、タスクの入れ替え（デプロイ・スケールイン・手動停止）の前後1分以内に発生しています。',
    },
    'not-seen': {
      en: 'The failures do not come with tasks leaving ({share, number, ::percent} of them are near one; {stops, number} planned stops).',
      ja: '失敗はタスクの離脱と連動していません（前後1分以内は{share, number, ::percent}、計画的な停止は{stops, number}件）。',
    },
  },
  run({ ecsStoppedTasks, ecsServices, metrics, changes, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const moves = plannedMoves(ecsStoppedTasks, ecsServices, changes ?? []);
    const near = shareNear(failures, moves, MINUTE);
    const planned = ecsStoppedTasks.filter(isPlannedStop);
    const args = { share: near.failures, stops: planned.length };
    if (near.failures >= MOST && near.minutes > 0.7) return unknown('ambiguous', args);
    if (near.failures >= MOST) return seenIf(true, args, planned.map(taskFact));
    // Without the access log the failures cannot be parted: a second fault's may be the ones near the stops.
    if (accessLog === undefined && near.failures >= HIDDEN) return unknown('ambiguous', args);
    return quietStops(window, failures, args) ?? unknown('cut-off', args);
  },
});
