import { defineCheck } from '../../domain/check.ts';
import { clock } from '../reading/clock.ts';
import { FEW, failuresOf, MINUTE } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

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
      en: 'The failures began at {at}; in the {quiet, plural, one {minute} other {# minutes}} before there were next to none.',
      ja: '失敗は {at} に始まりました。その前の{quiet, number}分間は、ほとんど発生していません。',
    },
    'not-seen': {
      en: 'The failures have no clear beginning: there were some before as well.',
      ja: '失敗に明確な発生時点はなく、以前から発生しています。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < FEW) return unknown('too-little-traffic');
    const { onset, timeline, periodMs } = failures;
    if (onset === undefined) return notSeen();
    const quiet = Math.round((timeline.filter(({ at }) => at < onset).length * periodMs) / MINUTE);
    return seen({ at: clock(new Date(onset).toISOString(), window.to), quiet });
  },
});
