import { defineCheck } from '../../domain/check.ts';
import { FEW, failuresOf, MINUTE } from '../reading/failures.ts';
import { gauge } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { median } from '../reading/statistics.ts';

const TIMES = 2;
const AT_LEAST = 0.2; // seconds: below nobody waits

export const responseTimeRises = defineCheck({
  id: 'capacity/response-time-rises',
  layer: 'capacity',
  needs: ['metrics'],
  uses: ['baselineMetrics', 'accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'slow',
  guide: ['G9', 'G11', 'G20'],
  texts: {
    title: { en: 'targets getting slow', ja: 'ターゲットの応答遅延' },
    seen: {
      en: 'Around the failures the slowest answers took {now, number, ::.00} s (p99), {times, number, ::.0} times as long as otherwise.',
      ja: '失敗の前後では、応答時間（p99）が普段の{times, number, ::.0}倍の{now, number, ::.00}秒になっています。',
    },
    'not-seen': {
      en: 'Answers took no longer than otherwise (p99 {now, number, ::.00} s, {times, number, ::.0} times).',
      ja: '応答時間は普段と変わりません（p99は{now, number, ::.00}秒、{times, number, ::.0}倍）。',
    },
  },
  run({ metrics, baselineMetrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    const slow = gauge(metrics, 'TargetResponseTime', 'p99');
    if (failures === undefined || slow === undefined || slow.size === 0) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const isNear = (at: number) => failures.failing.some((minute) => at >= minute.at - 3 * MINUTE && at <= minute.at);
    const near = [...slow].filter(([at]) => isNear(at)).map(([, seconds]) => seconds);
    const far = [...slow].filter(([at]) => !isNear(at)).map(([, seconds]) => seconds);
    const lastWeek =
      baselineMetrics && median([...(gauge(baselineMetrics, 'TargetResponseTime', 'p99')?.values() ?? [])]);
    const usual = far.length >= 5 ? median(far) : lastWeek;
    const now = median(near);
    if (now === undefined || usual === undefined || usual === 0) return unknown('not-collected');
    return seenIf(now >= TIMES * usual && now >= AT_LEAST, { now, times: now / usual });
  },
});
