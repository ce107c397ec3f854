import { defineCheck } from '../../domain/check.ts';
import { clock } from '../reading/clock.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

const BEFORE = 30 * MINUTE;
/** These count the failures themselves: that they went off tells nothing new. */
const symptom = /^AWS\/ApplicationELB\//;

export const alarmBeforeOnset = defineCheck({
  id: 'change/alarm-before-onset',
  layer: 'change',
  needs: ['alarmHistory', 'metrics'],
  uses: ['accessLog'],
  severity: 'low',
  leak: 'common',
  nature: 'change',
  guide: ['G22', 'G24'],
  texts: {
    title: {
      en: 'an alarm of what stands behind, before the failures',
      ja: '失敗より前に鳴ったバックエンドのアラーム',
    },
    seen: {
      en: 'The alarm {alarm} on something behind this load balancer went off at {at}, before or as the failures began.',
      ja: '失敗が出始める前後の{at}に、このロードバランサーの背後を監視するアラーム{alarm}が鳴っています。',
    },
    'not-seen': {
      en: 'No alarm on anything behind this load balancer went off before the failures.',
      ja: '失敗の前に、このロードバランサーの背後を監視するアラームは鳴っていません。',
    },
  },
  run({ alarmHistory, metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const { onset } = failures;
    if (onset === undefined) return unknown('ambiguous');
    const rung = alarmHistory
      .filter(({ to, onPath, metric }) => to === 'ALARM' && onPath && metric !== null && !symptom.test(metric))
      .filter(({ at }) => Date.parse(at) >= onset - BEFORE && Date.parse(at) <= onset + 5 * MINUTE)
      .sort((a, b) => a.at.localeCompare(b.at));
    const [first] = rung;
    if (first === undefined) return notSeen();
    return seen(
      { alarm: first.alarm, at: clock(first.at, window.to) },
      rung.map(({ at, alarm, metric, reason }) => `${at} ${alarm} (${metric}) ${reason ?? ''}`),
    );
  },
});
