import type { Text } from '../../domain/text.ts';
import { errorTexts } from './errors.ts';
import { storeTexts } from './store.ts';
import { verdictTexts } from './verdict.ts';

/** All texts that do not belong to one check, cause or runbook, by message id. One file an area; ids start with its name. */
export const texts = { ...errorTexts, ...storeTexts, ...verdictTexts } as const satisfies Readonly<
  Record<string, Text>
>;

export type TextId = keyof typeof texts;
