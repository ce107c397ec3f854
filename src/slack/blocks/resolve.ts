import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import type { Button } from './parts.ts';

/** Every button that resolves an incident asks first; more urgently where the last look still saw 502s (`seenAt`, epoch ms). */
export function confirmResolve(lang: Lang, seenAt: number | null = null): NonNullable<Button['confirm']> {
  const no = tell(lang, 'incident/resolve-anyway/no');
  if (seenAt === null) {
    return {
      title: tell(lang, 'slack/resolve/title'),
      text: tell(lang, 'slack/resolve/text'),
      yes: tell(lang, 'slack/resolve/yes'),
      no,
    };
  }
  // Plain text, where Slack puts no reader's time: UTC.
  const at = new Date(seenAt).toISOString().slice(11, 16);
  return {
    title: tell(lang, 'incident/resolve-anyway/title'),
    text: tell(lang, 'incident/resolve-anyway/text', { at }),
    yes: tell(lang, 'incident/resolve-anyway/yes'),
    no,
  };
}
