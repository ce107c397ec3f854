import { defineCheck } from '../../domain/check.ts';
import { seenIf } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const wafFaults = defineCheck({
  id: 'routing/waf-faults',
  layer: 'load-balancer',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G2', 'G26'],
  texts: {
    title: { en: 'requests that failed at AWS WAF', ja: 'AWS WAFで失敗したリクエスト' },
    seen: {
      en: '{count, number} requests failed because AWS WAF could not be asked ({reason}): the load balancer answers those with 500, not 502.',
      ja: 'AWS WAFへの問い合わせに失敗したリクエストが{count, number}件あります（{reason}）。この場合の応答は502ではなく500です。',
    },
    'not-seen': {
      en: 'No request failed at AWS WAF.',
      ja: 'AWS WAFで失敗したリクエストはありません。',
    },
  },
  run({ accessLog }) {
    const faults = accessLog.errorReasons.filter(({ reason }) => reason.startsWith('WAF'));
    const count = sum(faults.map((one) => one.count));
    return seenIf(
      count > 0,
      { count, reason: faults[0]?.reason ?? '-' },
      faults.map((one) => `${one.reason} ${one.count}`),
    );
  },
});
