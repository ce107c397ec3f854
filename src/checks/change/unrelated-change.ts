import { defineCheck } from '../../domain/check.ts';
import { unrelatedChanges } from '../reading/changes.ts';
import { seenIf } from '../reading/observe.ts';

export const unrelatedChange = defineCheck({
  id: 'change/unrelated-change',
  layer: 'change',
  needs: ['changes'],
  severity: 'info',
  leak: 'noisy',
  nature: 'change',
  guide: ['G22', 'G27'],
  texts: {
    title: { en: 'changes elsewhere', ja: '経路外の変更' },
    seen: {
      en: '{count, number} changes were made to things that are not on this path. They weigh nothing here.',
      ja: 'この経路と関係のない対象への変更が{count, number}件あります。判定には影響しません。',
    },
    'not-seen': {
      en: 'No changes elsewhere were found.',
      ja: 'この経路と関係のない対象への変更は見つかりませんでした。',
    },
  },
  run({ changes }) {
    const elsewhere = unrelatedChanges(changes);
    return seenIf(
      elsewhere.length > 0,
      { count: elsewhere.length },
      elsewhere.map(({ fact }) => fact),
    );
  },
});
