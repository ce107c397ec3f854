import type { Text } from '../../domain/text.ts';

/** What people are told while something that the bot stands on is away. */
export const degradationTexts = {
  'degradation/not-kept': {
    en: 'Your command was not recorded: my database does not answer. Most likely nothing was started. Please type it again in a minute; `502 check …` in a terminal works meanwhile.',
    ja: 'データベースが応答せず、このコマンドを受け付けられませんでした。まだ何も始まっていないはずです。1分ほど待って、もう一度入力してください。その間も、ターミナルの `502 check …` は使えます。',
  },
} as const satisfies Readonly<Record<string, Text>>;
