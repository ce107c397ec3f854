import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, failuresOf } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { binned, correlationWithLoad, isFirm, sinceOnset } from '../reading/rates.ts';

const FOLLOWS = 0.6;
const FAINT = 0.3;

export const errorsRiseWithLoad = defineCheck({
  id: 'capacity/errors-rise-with-load',
  layer: 'capacity',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'rate',
  guide: ['G9', 'G20', 'G35'],
  texts: {
    title: { en: 'more failures per request under load', ja: '負荷とともに上がる失敗率' },
    seen: {
      en: 'The share of failures rises with the traffic (rank correlation {correlation, number, ::.00}).',
      ja: 'トラフィックが増えるほど失敗の割合が高くなっています（順位相関{correlation, number, ::.00}）。',
    },
    'not-seen': {
      en: 'The share of failures does not follow the traffic (rank correlation {correlation, number, ::.00}).',
      ja: '失敗の割合はトラフィック量に連動していません（順位相関{correlation, number, ::.00}）。',
    },
    'not-applicable': { en: 'Traffic hardly varied.', ja: 'トラフィックにほとんど増減がありません。' },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < 2 * ENOUGH) return unknown('too-little-traffic');
    const bins = binned(failures);
    const correlation = correlationWithLoad(bins);
    if (correlation === undefined) return notApplicable();
    if (correlation >= FOLLOWS && isFirm(correlation, bins.length)) return seen({ correlation });
    // Where it began at one moment, only the time since tells whether it follows the load.
    const since = correlationWithLoad(sinceOnset(failures, bins));
    if (since === undefined || since > FAINT || !failures.whole) return unknown('ambiguous', { correlation });
    return notSeen({ correlation });
  },
});
