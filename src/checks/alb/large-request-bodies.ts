import { defineCheck } from '../../domain/check.ts';
import { madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { median } from '../reading/statistics.ts';

const LARGE = 64 * 1024;
const MOST = 0.8;

export const largeRequestBodies = defineCheck({
  id: 'alb/large-request-bodies',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  family: 'route',
  guide: ['G22', 'G27'],
  texts: {
    title: { en: 'only uploads failing', ja: '大きなアップロードだけの失敗' },
    seen: {
      en: '{share, number, ::percent} of the 502s are requests with large bodies (median {bytes, number} bytes); others pass.',
      ja: '502の{share, number, ::percent}は、ボディの大きいリクエストです（中央値{bytes, number}バイト）。ほかのリクエストは成功しています。',
    },
    'not-seen': {
      en: 'The 502s are not a matter of large request bodies ({share, number, ::percent} of them have one).',
      ja: '502の発生は、リクエストボディの大きさと関係ありません（大きいものは{share, number, ::percent}）。',
    },
  },
  run({ accessLog }) {
    const rows = madeRows(accessLog);
    if (rows.length === 0) return unknown('no-502');
    const large = rows.filter(
      ({ method, receivedBytes }) => /^(POST|PUT|PATCH)$/.test(method) && receivedBytes >= LARGE,
    );
    if (large.length > 0 && rows.length < ENOUGH) return unknown('too-little-traffic');
    // Were most of them uploads, three in a row without one would come once in a hundred.
    if (rows.length < FEW) return unknown('too-little-traffic');
    const bytes = Math.round(median(large.map(({ receivedBytes }) => receivedBytes)) ?? 0);
    return seenIf(large.length >= MOST * rows.length, { share: large.length / rows.length, bytes }, large.map(rowFact));
  },
});
