import { kindOf } from '../../diagnosis/kebab.ts';
import { kindText, listed } from '../../diagnosis/words.ts';
import { evidenceKinds } from '../../domain/evidence.ts';
import type { Progress } from '../../domain/incident.ts';
import type { Lang } from '../../domain/text.ts';
import { type Part, text } from './parts.ts';
import { tellMrkdwn } from './words.ts';

const states = ['done', 'running', 'failed', 'waiting'] as const;

/** What has been seen, what is being looked at, what could not be read and what is to come: by name. */
export function progressParts(lang: Lang, progress: readonly Progress[]): readonly Part[] {
  return states.flatMap((state): readonly Part[] => {
    const own = progress.filter((one) => one.state === state);
    if (own.length === 0) return [];
    const names = listed(
      own.map(({ collector }) => nameOf(collector, lang)),
      lang,
    );
    return [text(tellMrkdwn(lang, `slack/progress/${state}`, { count: own.length, names }))];
  });
}

function nameOf(collector: string, lang: Lang): string {
  const kind = evidenceKinds.find((one) => one === collector) ?? kindOf(collector);
  return kind === undefined ? collector : kindText(kind, lang);
}
