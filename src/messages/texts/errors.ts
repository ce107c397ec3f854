import type { Text } from '../../domain/text.ts';

/** Sentences of ResponderErrors. Each says what happened and what to do next. */
export const errorTexts = {
  'error/bug': {
    en: 'That is a bug in the bot. Please report it with the reference {reference}.',
    ja: 'ボットの不具合です。参照番号 {reference} を添えてご連絡ください。',
  },
} as const satisfies Readonly<Record<string, Text>>;
