import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, type Failures, FEW, failuresOf, MINUTE } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { quantile } from '../reading/statistics.ts';

const LOW = 0.01;
/** Slices of the window: a trickle is heard in three of four, a few drops still in first and last half. */
const SLICES = 8;
const HEARD = 0.75 * SLICES;

export const lowRateForLong = defineCheck({
  id: 'alb/low-rate-for-long',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'shape',
  ofEachKind: true,
  guide: ['G3', 'G22'],
  texts: {
    title: { en: 'a low, steady rate of failures', ja: '低い割合で続く失敗' },
    seen: {
      en: 'The failures are few ({share, number, ::percent .00#} of requests) and spread over the window, without a burst.',
      ja: '失敗は少数（全リクエストの{share, number, ::percent .00#}）で、集中せず期間全体に散らばっています。',
    },
    'not-seen': {
      en: 'The failures are not a low, steady trickle ({share, number, ::percent .00#} of requests, in {slices, number} of 8 slices of the window).',
      ja: '失敗は低い割合で続いているわけではありません（全リクエストの{share, number, ::percent .00#}、期間を8等分したうち{slices, number}区間で発生）。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const from = Date.parse(window.from);
    const length = Date.parse(window.to) - from;
    if (failures.total < FEW || length < 20 * MINUTE) return unknown('too-little-traffic');
    const slices = [...new Set(failures.failing.map(({ at }) => Math.floor(((at - from) / length) * SLICES)))];
    const args = { share: failures.share, slices: slices.length };
    if (failures.total < ENOUGH) return isSparse(failures, slices) ? seen(args) : unknown('too-little-traffic', args);
    if (isSteady(failures, slices)) return seen(args);
    // Without the access log a trickle cannot be heard beneath a second fault.
    return accessLog === undefined && slices.length >= HEARD ? unknown('ambiguous', args) : notSeen(args);
  },
});

/** A handful of 502s, far apart, among many requests. */
function isSparse(failures: Failures, slices: readonly number[]): boolean {
  const apart = Math.max(...slices) - Math.min(...slices) >= SLICES / 2 && slices.length >= FEW;
  const loudest = Math.max(...failures.failing.map((minute) => minute.failures));
  return apart && failures.share < LOW && 2 * loudest <= failures.total;
}

/** One minute that holds far more than its share. */
function hasBurst({ failing, total }: Failures): boolean {
  const loudest = Math.max(...failing.map((minute) => minute.failures));
  const usual =
    quantile(
      failing.map((minute) => minute.failures),
      0.5,
    ) ?? 0;
  return loudest > Math.max(5, 6 * usual) && loudest > total / 4;
}

function isSteady(failures: Failures, slices: readonly number[]): boolean {
  return failures.share < LOW && slices.length >= HEARD && !hasBurst(failures);
}
