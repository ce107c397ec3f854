import type { OutboxRow } from '../domain/delivery.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import type { Mrkdwn } from './blocks/limits.ts';
import type { Part } from './blocks/parts.ts';

/** From here on a message says that it is late. */
const LATE_MS = 120_000;

/** What was posted long after it happened says so, below its first line, and goes on saying so when it is edited. */
export function withDelay(
  lang: Lang,
  parts: readonly Part[],
  { op, ts, createdAt, postedAt }: Pick<OutboxRow, 'op' | 'ts' | 'createdAt' | 'postedAt'>,
  now: number,
): readonly Part[] {
  const delayMs = (ts === null ? now : (postedAt ?? createdAt)) - createdAt;
  if (delayMs < LATE_MS || op === 'home') return parts;
  const minutes = Math.floor(delayMs / 60_000);
  const note: Part = { kind: 'note', text: tell(lang, 'outbox/delayed', { minutes }) as Mrkdwn };
  return [...parts.slice(0, 1), note, ...parts.slice(1)];
}
