import type { Text } from '../../domain/text.ts';

/** What a message says about its own delivery. In Slack's mrkdwn. */
export const outboxTexts = {
  'outbox/delayed': {
    en: ':hourglass_flowing_sand: Delayed by {minutes, number} min: this could not be posted when it happened.',
    ja: ':hourglass_flowing_sand: {minutes, number}分遅れの投稿です。発生時には投稿できませんでした。',
  },
  'outbox/archived': {
    en: 'The channel is archived, so only you see this. Unarchive it, or ask again in another channel.',
    ja: 'チャンネルがアーカイブされているため、あなただけに表示しています。アーカイブを解除するか、別のチャンネルで実行してください。',
  },
} as const satisfies Readonly<Record<string, Text>>;
