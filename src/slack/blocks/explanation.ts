import { kindText, listed } from '../../diagnosis/words.ts';
import type { Cause, Link } from '../../domain/cause.ts';
import type { AnyCheck } from '../../domain/check.ts';
import type { Lang } from '../../domain/text.ts';
import { catalogue } from '../../messages/catalogue.ts';
import { format, tell } from '../../messages/say.ts';
import type { Mrkdwn } from './limits.ts';
import { facts, note, type Part, text } from './parts.ts';
import { plainText, tellMrkdwn } from './words.ts';

/** So many lines stay well within one block. */
const LINES = 12;

/** The arithmetic of a run, line by line. */
export function runExplanationParts(lang: Lang, run: string, name: string, lines: readonly string[]): readonly Part[] {
  const pieces = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) =>
    lines.slice(at * LINES, (at + 1) * LINES),
  );
  return [text(tellMrkdwn(lang, 'slack/explain/run-title', { id: run, name })), ...pieces.map(facts)];
}

export function causeParts(lang: Lang, cause: Cause): readonly Part[] {
  return [
    text(tellMrkdwn(lang, 'slack/explain/cause-title', { id: cause.id, title: format(lang, cause.title) })),
    text(plainText(lang, cause.mechanism)),
    text(
      [
        tellMrkdwn(lang, 'slack/cause/now', { text: format(lang, cause.mitigation) }),
        tellMrkdwn(lang, 'slack/cause/later', { text: format(lang, cause.prevention) }),
      ].join('\n') as Mrkdwn,
    ),
    ...linkParts(lang, tellMrkdwn(lang, 'slack/explain/speaks-for'), cause.supports),
    ...linkParts(lang, tellMrkdwn(lang, 'slack/explain/speaks-against'), cause.inhibits),
  ];
}

function linkParts(lang: Lang, title: Mrkdwn, links: readonly Link[]): readonly Part[] {
  if (links.length === 0) return [];
  const lines = links.map(({ check, strength }) => {
    const named = catalogue.get(`check/${check}/title`);
    const word = tell(lang, `slack/explain/strength/${strength}`);
    const line = tellMrkdwn(lang, 'slack/explain/link', { check, strength: word });
    return named === undefined ? `• ${line}` : `• ${plainText(lang, named)} ${line}`;
  });
  return [text([title, ...lines].join('\n') as Mrkdwn)];
}

export function checkParts(lang: Lang, check: AnyCheck, causes: readonly Cause[]): readonly Part[] {
  const speaksFor = causes.filter(({ supports }) => supports.some((link) => link.check === check.id));
  const needs = listed(
    check.needs.map((kind) => kindText(kind, lang)),
    lang,
  );
  return [
    text(tellMrkdwn(lang, 'slack/explain/check-title', { id: check.id, title: format(lang, check.texts.title) })),
    note(tellMrkdwn(lang, 'slack/explain/needs', { kinds: needs })),
    ...(speaksFor.length === 0 ? [] : [text(causeLines(lang, speaksFor))]),
  ];
}

function causeLines(lang: Lang, causes: readonly Cause[]): Mrkdwn {
  const lines = causes.map(({ id, title }) => `• ${plainText(lang, title)} \`${id}\``);
  return [tellMrkdwn(lang, 'slack/explain/causes-of-check'), ...lines].join('\n') as Mrkdwn;
}
