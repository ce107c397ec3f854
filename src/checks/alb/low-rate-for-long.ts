import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, failuresOf, MINUTE } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { quantile } from '../reading/statistics.ts';

const LOW = 0.01;
/** Slices of the window of which three in four must hold a 502. */
const SLICES = 8;

export const lowRateForLong = defineCheck({
  id: 'alb/low-rate-for-long',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'shape',
  guide: ['G3', 'G22'],
  texts: {
    title: { en: 'a low, steady rate of 502s', ja: '低い割合で続く502' },
    seen: {
      en: 'The 502s are few ({share, number, ::percent .00#} of requests) and spread over the whole window, without a burst.',
      ja: '502は少数（全リクエストの{share, number, ::percent .00#}）で、集中せず時間帯全体に散らばっています。',
    },
    'not-seen': {
      en: 'The 502s are not a low, steady trickle ({share, number, ::percent .00#} of requests, {slices, number} of 8 slices of the window).',
      ja: '502は低い割合での継続ではありません（全リクエストの{share, number, ::percent .00#}、時間帯8区分中{slices, number}区分）。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const from = Date.parse(window.from);
    const length = Date.parse(window.to) - from;
    if (failures.total < ENOUGH || length < 20 * MINUTE) return unknown('too-little-traffic');
    const slices = new Set(failures.failing.map(({ at }) => Math.floor(((at - from) / length) * SLICES))).size;
    const loudest = Math.max(...failures.failing.map((minute) => minute.failures));
    const usual =
      quantile(
        failures.failing.map((minute) => minute.failures),
        0.5,
      ) ?? 0;
    const burst = loudest > Math.max(5, 6 * usual) && loudest > failures.total / 4;
    const args = { share: failures.share, slices };
    return seenIf(failures.share < LOW && slices >= 0.75 * SLICES && !burst, args);
  },
});
