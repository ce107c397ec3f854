import { defineCheck } from '../../domain/check.ts';
import { seenIf } from '../reading/observe.ts';
import { activityFact, leavings } from '../reading/scaling.ts';

export const instancesReplacedForHealth = defineCheck({
  id: 'scaling/instances-replaced-for-health',
  layer: 'service',
  needs: ['scaling'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health',
  guide: ['G16', 'G27', 'G29'],
  texts: {
    title: {
      en: 'instances replaced because their health checks failed',
      ja: 'ヘルスチェック失敗によるインスタンスの入れ替え',
    },
    seen: {
      en: 'The Auto Scaling group took out {count, plural, one {# instance} other {# instances}} because a health check failed.',
      ja: 'Auto Scalingグループが、ヘルスチェックの失敗を理由に{count, number}台のインスタンスを入れ替えました。',
    },
    'not-seen': {
      en: 'No instance was replaced for a failed health check.',
      ja: 'ヘルスチェックの失敗で入れ替えられたインスタンスはありません。',
    },
  },
  run({ scaling }, { window }) {
    const replaced = leavings(scaling, window).filter((one) => !one.planned);
    return seenIf(
      replaced.length > 0,
      { count: replaced.length },
      replaced.map(({ activity }) => activityFact(activity)),
    );
  },
});
