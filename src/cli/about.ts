import { causes } from '../causes/index.ts';
import { kindText, listed } from '../diagnosis/words.ts';
import type { Cause, Link } from '../domain/cause.ts';
import type { AnyCheck } from '../domain/check.ts';
import type { Lang, Text } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import { sketch } from '../messages/sketch.ts';
import type { TextId } from '../messages/texts/index.ts';
import { hang, harmless, type Paper } from './text/paper.ts';

/** A cause as data: what happens, what to do, and what it stands on, each link with its source. */
export function aboutCause(cause: Cause, lang: Lang, paper: Paper): string {
  const part = (label: TextId, text: Text) => section(paper, tell(lang, label), hang(paper, '  ', text[lang]));
  return [
    ...hang(paper, '', cause.title[lang]).map(paper.bold),
    ...hang(
      paper,
      '',
      tell(lang, 'cli/about/cause-line', { id: cause.id, prior: cause.prior, runbook: cause.runbook }),
    ),
    ...part('cli/about/mechanism', cause.mechanism),
    ...part('cli/about/mitigation', cause.mitigation),
    ...part('cli/about/prevention', cause.prevention),
    ...section(paper, tell(lang, 'cli/about/speaks-for'), links(paper, cause.supports)),
    ...section(paper, tell(lang, 'cli/about/speaks-against'), links(paper, cause.inhibits)),
    ...section(
      paper,
      tell(lang, 'cli/about/decided-by'),
      cause.decidedBy.flatMap((set) => hang(paper, '  • ', set.map(({ check, is }) => `${check} = ${is}`).join(' + '))),
    ),
    ...section(paper, tell(lang, 'cli/about/verified-by'), hang(paper, '  ', cause.verify.join(', '))),
  ].join('\n');
}

/** A check: its question, what each answer says, what it needs, and which causes listen to it. */
export function aboutCheck(check: AnyCheck, lang: Lang, paper: Paper): string {
  const { id, texts, layer, nature, severity, leak, needs, uses = [] } = check;
  const said = (['seen', 'not-seen', 'not-applicable', 'unknown'] as const).flatMap((status) => {
    const text = texts[status];
    return text === undefined ? [] : hang(paper, `  ${status}: `, sketch(lang, text));
  });
  const listeners = (field: 'supports' | 'inhibits') =>
    causes.flatMap((cause) =>
      cause[field].filter((link) => link.check === id).map(({ strength }) => `  ${cause.id} (${strength})`),
    );
  return [
    ...hang(paper, '', texts.title[lang]).map(paper.bold),
    ...hang(paper, '', tell(lang, 'cli/about/check-line', { id, layer, nature, severity, leak })),
    ...section(paper, tell(lang, 'cli/about/says'), said),
    ...section(
      paper,
      tell(lang, 'cli/about/needs'),
      hang(
        paper,
        '  ',
        listed(
          needs.map((kind) => kindText(kind, lang)),
          lang,
        ),
      ),
    ),
    ...section(
      paper,
      tell(lang, 'cli/about/uses'),
      uses.length === 0
        ? []
        : hang(
            paper,
            '  ',
            listed(
              uses.map((kind) => kindText(kind, lang)),
              lang,
            ),
          ),
    ),
    ...section(paper, tell(lang, 'cli/about/heard-for'), listeners('supports')),
    ...section(paper, tell(lang, 'cli/about/heard-against'), listeners('inhibits')),
  ].join('\n');
}

function links(paper: Paper, all: readonly Link[]): readonly string[] {
  return all.flatMap(({ check, strength, basis, source }) => [
    ...hang(paper, '  • ', `${check} (${strength}, ${basis})`),
    // An address stays whole, so that it can be opened.
    ...(source.startsWith('https://') ? [`    ${harmless(source)}`] : hang(paper, '    ', source)).map(paper.dim),
  ]);
}

function section(paper: Paper, title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', paper.bold(title), ...lines];
}
