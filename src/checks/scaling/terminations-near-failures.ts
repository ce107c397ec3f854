import { defineCheck } from '../../domain/check.ts';
import { FEW, failuresOf } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { activityFact, leavings, shareWhileLeaving } from '../reading/scaling.ts';

const MOST = 0.6;
/** A second fault's failures may be so few among all. */
const HIDDEN = 0.05;

export const terminationsNearFailures = defineCheck({
  id: 'scaling/terminations-near-failures',
  layer: 'service',
  needs: ['scaling', 'metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures while instances are taken out', ja: 'インスタンスの終了と重なる失敗' },
    seen: {
      en: '{share, number, ::percent} of the failures fall in the minutes in which the Auto Scaling group took out {count, plural, one {# instance} other {# instances}} on purpose.',
      ja: '失敗の{share, number, ::percent}が、Auto Scalingグループが計画的にインスタンスを終了していた時間帯（{count, number}台）に発生しています。',
    },
    'not-seen': {
      en: 'The failures do not come with instances being taken out ({share, number, ::percent} of them; {count, number} planned terminations).',
      ja: '失敗はインスタンスの終了と連動していません（重なるのは{share, number, ::percent}、計画的な終了は{count, number}台）。',
    },
  },
  run({ scaling, metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const planned = leavings(scaling, window).filter((one) => one.planned);
    const near = shareWhileLeaving(failures, planned);
    const args = { share: near.failures, count: planned.length };
    if (near.failures >= MOST && near.minutes > 0.7) return unknown('ambiguous', args);
    if (near.failures >= MOST)
      return seen(
        args,
        planned.map(({ activity }) => activityFact(activity)),
      );
    // Failures that cannot be parted may hide a second fault's.
    if ((accessLog === undefined || !failures.whole) && near.failures >= HIDDEN) return unknown('ambiguous', args);
    return notSeen(args);
  },
});
