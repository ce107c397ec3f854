import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, failuresOf } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { binned, correlationWithLoad, isFirm, sinceOnset } from '../reading/rates.ts';

const AGAINST = -0.5;
const FAINT = -0.2;

export const shareRisesWhenThin = defineCheck({
  id: 'alb/share-rises-when-thin',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'info',
  leak: 'common',
  nature: 'symptom',
  family: 'rate',
  guide: ['G22'],
  texts: {
    title: { en: 'more failures per request when traffic is thin', ja: 'トラフィックが少ないほど高い失敗率' },
    seen: {
      en: 'The share of failures rises when traffic is thin (rank correlation {correlation, number, ::.00}): connections lie idle longer then.',
      ja: 'トラフィックが少ないときほど失敗の割合が高くなっています（順位相関{correlation, number, ::.00}）。接続がアイドルになる時間が長くなるためです。',
    },
    'not-seen': {
      en: 'The share of failures does not rise when traffic is thin (rank correlation {correlation, number, ::.00}).',
      ja: 'トラフィックが少ないときに失敗の割合が高くなる傾向はありません（順位相関{correlation, number, ::.00}）。',
    },
    'not-applicable': { en: 'Traffic hardly varied.', ja: 'トラフィックにほとんど増減がありません。' },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < 2 * ENOUGH) return unknown('too-little-traffic');
    // Before an onset nothing failed, whatever the load was.
    const bins = sinceOnset(failures, binned(failures));
    const correlation = correlationWithLoad(bins);
    if (correlation === undefined) return notApplicable();
    if (correlation <= AGAINST && isFirm(correlation, bins.length)) return seen({ correlation });
    return correlation >= FAINT ? notSeen({ correlation }) : unknown('ambiguous', { correlation });
  },
});
