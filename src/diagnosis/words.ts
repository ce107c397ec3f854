import type { AnswerGap, LikelihoodWord } from '../domain/answer.ts';
import type { UnknownReason } from '../domain/check.ts';
import type { EvidenceKind } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import { catalogue } from '../messages/catalogue.ts';
import { format, tell } from '../messages/say.ts';
import { kindOf } from './kebab.ts';
import { wordBounds } from './scale.ts';

/** The one function that gives a probability its word. Without its deciding evidence nothing is more than possible. */
export function wordOf(probability: number, decided: boolean): LikelihoodWord {
  if (decided && probability >= wordBounds.veryLikely) return 'very-likely';
  if (decided && probability >= wordBounds.likely) return 'likely';
  return probability >= wordBounds.possible ? 'possible' : 'unlikely';
}

export function wordText(word: LikelihoodWord, lang: Lang): string {
  return tell(lang, `verdict/word/${word}`);
}

/** '82 %'. Never 0 or 100: no verdict is certain. */
export function percentOf(probability: number, lang: Lang): string {
  const value = Math.round(probability * 100);
  if (value < 1) return tell(lang, 'verdict/percent/below');
  if (value > 99) return tell(lang, 'verdict/percent/above');
  return tell(lang, 'verdict/percent', { value });
}

/** '+14', '−3': whole decibans with a sign that reads as one. */
export function decibansText(decibans: number, digits = 0): string {
  const rounded = Math.abs(decibans).toFixed(digits);
  if (Number(rounded) === 0) return rounded;
  return `${decibans < 0 ? '−' : '+'}${rounded}`;
}

export function kindText(kind: EvidenceKind, lang: Lang): string {
  return tell(lang, `verdict/kind/${kind}`);
}

/** Why something is not known, with the IAM action that would help. */
export function reasonText(reason: UnknownReason, action: string | null, lang: Lang): string {
  if (reason === 'denied' && action !== null) return tell(lang, 'verdict/reason/denied-action', { action });
  return tell(lang, `verdict/reason/${reason}`);
}

/** Stored answers outlive the catalogue: a cause that it no longer has keeps the title it was stored with. */
export function causeTitle(id: string, lang: Lang, stored: string = id): string {
  const title = catalogue.get(`cause/${id}/title`);
  return title === undefined ? stored : format(lang, title);
}

/** One gap in words: what, why, and what it would decide. */
export function gapText(gap: AnswerGap, lang: Lang): string {
  const kind = kindOf(gap.collector);
  const named = kind === undefined ? gap.collector : kindText(kind, lang);
  const text = tell(lang, 'verdict/gap', { kind: named, reason: reasonText(gap.reason, gap.action, lang) });
  if (gap.wouldDecide.length === 0) return text;
  const causes = listed(
    gap.wouldDecide.slice(0, 3).map((id) => causeTitle(id, lang)),
    lang,
  );
  const id = gap.wouldDecide.length === 1 ? 'verdict/gap/decides-one' : 'verdict/gap/decides';
  return tell(lang, id, { gap: text, causes });
}

/** 'a, b, c' or 「a、b、c」. */
export function listed(parts: readonly string[], lang: Lang): string {
  const [head, ...rest] = parts;
  return rest.reduce((all, tail) => tell(lang, 'verdict/listed', { head: all, tail }), head ?? '');
}
