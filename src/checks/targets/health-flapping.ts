import { defineCheck } from '../../domain/check.ts';
import { byTargetGroup } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';

/** Times that targets fell ill: once is an event, from three on it is a habit. */
const TIMES = 3;

export const healthFlapping = defineCheck({
  id: 'targets/health-flapping',
  layer: 'targets',
  needs: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  family: 'health',
  guide: ['G16', 'G39'],
  texts: {
    title: { en: 'targets going healthy and unhealthy by turns', ja: '正常と異常を繰り返すターゲット' },
    seen: {
      en: 'Targets fell ill {times, number} times within the window and recovered in between.',
      ja: '調査期間中に、ターゲットが{times, number}回異常になり、その間に回復しています。',
    },
    'not-seen': {
      en: 'Target health did not go up and down ({times, number} turns for the worse).',
      ja: 'ターゲットは正常と異常を繰り返していません（異常になったのは{times, number}回）。',
    },
  },
  run({ metrics }, { window }) {
    const series = byTargetGroup(metrics, 'UnHealthyHostCount', 'Maximum');
    if (series.every(({ points }) => points.length === 0)) return unknown('not-collected');
    const times = Math.max(
      ...series.map(({ points }) => turns(points.filter(({ at }) => at >= window.from).map(({ value }) => value))),
    );
    return seenIf(times >= TIMES, { times });
  },
});

function turns(values: readonly number[]): number {
  return values.filter((value, index) => value > 0 && (values[index - 1] ?? 0) === 0).length;
}
