import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, failuresOf, MINUTE } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const suddenOnset = defineCheck({
  id: 'alb/sudden-onset',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'info',
  leak: 'noisy',
  nature: 'symptom',
  family: 'shape',
  guide: ['G22'],
  texts: {
    title: { en: 'a sudden onset', ja: '突然の発生' },
    seen: {
      en: 'The 502s began at {at}; in the {quiet, number} minutes before there were next to none.',
      ja: '502は{at}に始まりました。その前の{quiet, number}分間はほとんど発生していません。',
    },
    'not-seen': {
      en: 'The 502s have no clear beginning within the window.',
      ja: '対象時間帯の中に、502の明確な発生時点はありません。',
    },
  },
  run({ metrics, accessLog }) {
    const failures = failuresOf(metrics, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < ENOUGH) return unknown('too-little-traffic');
    const onset = failures.onset ?? Number.NEGATIVE_INFINITY;
    const before = failures.minutes.filter(({ at }) => at < onset);
    const stray = sum(before.map((minute) => minute.failures)) / failures.total;
    const quiet = Math.round((before.length * failures.periodMs) / MINUTE);
    const at = Number.isFinite(onset) ? new Date(onset).toISOString() : '-';
    return seenIf(quiet >= 5 && stray <= 0.02, { at, quiet });
  },
});
