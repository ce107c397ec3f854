import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { healthNow, unhealthyMinutes } from '../reading/health.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

export const targetsUnhealthy = defineCheck({
  id: 'targets/unhealthy',
  layer: 'targets',
  needs: ['targetHealth', 'metrics'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  family: 'health',
  guide: ['G4', 'G10', 'G16', 'G39'],
  checklist: 'health-check',
  texts: {
    title: { en: 'unhealthy targets', ja: '異常（unhealthy）なターゲット' },
    seen: {
      en: '{now, number} of {total, number} targets {now, plural, one {is} other {are}} unhealthy now; around the failures targets were unhealthy for {minutes, plural, one {# minute} other {# minutes}}.',
      ja: '現在{total, number}台中{now, number}台のターゲットが異常です。失敗の前後では、{minutes, number}分間、異常なターゲットがありました。',
    },
    'not-seen': {
      en: 'No target counted as unhealthy: {total, plural, one {the one target passes} other {all # targets pass}} the health check now.',
      ja: '異常と判定されたターゲットはありません。現在、{total, number}台すべてがヘルスチェックに合格しています。',
    },
  },
  run({ targetHealth, metrics }, { window }) {
    const { total, unhealthy, facts } = healthNow(targetHealth);
    const minutes = unhealthyMinutes(metrics);
    if (minutes === undefined && unhealthy === 0) return unknown('not-collected');
    if (total === 0) return unknown('empty');
    const failing = failuresOf(metrics, window)?.failing ?? [];
    // A little before too: the check notices in its own time.
    const near = (minutes ?? []).filter((at) => failing.some((minute) => Math.abs(minute.at - at) <= 5 * MINUTE));
    const args = { now: unhealthy, total, minutes: near.length };
    if (unhealthy > 0 || near.length > 0) return seen(args, facts);
    return notSeen(args);
  },
});
