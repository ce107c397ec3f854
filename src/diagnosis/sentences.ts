import type { AnyCheck } from '../domain/check.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Lang, Text } from '../domain/text.ts';
import { format, tell } from '../messages/say.ts';
import type { Ran } from './run-checks.ts';
import { kindText, reasonText } from './words.ts';

/** What a check found, as a sentence. */
export function sentenceOf(check: AnyCheck, finding: Ran, evidence: Evidence, lang: Lang): string {
  const { observation } = finding;
  const own = (text: Text) => format(lang, text, observation.args);
  const title = () => format(lang, check.texts.title);
  switch (observation.status) {
    case 'seen':
      return within(finding, own(check.texts.seen), lang);
    case 'not-seen':
      return own(check.texts['not-seen']);
    case 'not-applicable': {
      const text = check.texts['not-applicable'];
      return text === undefined ? tell(lang, 'verdict/not-applicable', { title: title() }) : own(text);
    }
    case 'unknown': {
      const text = check.texts.unknown;
      if (finding.doubtedBy === 'check' && text !== undefined) return own(text);
      return tell(lang, 'verdict/unknown', { title: title(), reason: why(finding, evidence, lang) });
    }
  }
}

function within({ within: part }: Ran, sentence: string, lang: Lang): string {
  if (part === undefined) return sentence;
  const { kind, group, count, of } = part;
  return tell(lang, 'verdict/within', { kind: kind ?? 'group', group: group ?? '-', count, of, sentence });
}

function why({ observation, lacking }: Ran, evidence: Evidence, lang: Lang): string {
  if (observation.status !== 'unknown') return '';
  if (lacking === null) return reasonText(observation.reason, null, lang);
  const collected = evidence[lacking];
  const action =
    collected === undefined || collected.status === 'complete' ? null : (collected.gaps[0]?.action ?? null);
  return tell(lang, 'verdict/gap', {
    kind: kindText(lacking, lang),
    reason: reasonText(observation.reason, action, lang),
  });
}
