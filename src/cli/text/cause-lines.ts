import { causes as catalogue } from '../../causes/index.ts';
import { decibansText, percentOf, wordText } from '../../diagnosis/words.ts';
import type { Answer, Argument, RankedCause } from '../../domain/answer.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { hang, type Paper } from './paper.ts';

/** Causes below this are counted, not listed. */
const worthALine = 0.01;
const atMost = 5;
/** Arguments that hardly weigh anything are left to `502 explain`. */
const worthSaying = 0.5;
const argumentsAtMost = 5;

/** The ranked causes with what speaks for and against each. */
export function causeLines(answer: Answer, lang: Lang, paper: Paper): readonly string[] {
  const { causes, unlisted, verdict } = answer;
  if (verdict === 'healthy' || causes.length === 0) return [];
  const listed = causes.filter(({ probability }) => probability >= worthALine).slice(0, atMost);
  const rest = tell(lang, 'cli/answer/unlisted', { share: percentOf(unlisted, lang) });
  return [
    paper.bold(tell(lang, 'cli/answer/causes')),
    ...listed.flatMap((cause, index) => oneCause(cause, index, lang, paper)),
    ...hang(paper, '     ', rest).map(paper.dim),
  ];
}

function oneCause(cause: RankedCause, index: number, lang: Lang, paper: Paper): readonly string[] {
  const { probability, word, title, id, runbook } = cause;
  const head = `${percentOf(probability, lang)} ${wordText(word, lang)}  ${title}`;
  const all = [...cause.for, ...cause.against];
  const told = [cause.for, cause.against].flatMap((side) => weighty(side).slice(0, argumentsAtMost));
  const rest = all.length - told.length;
  return [
    ...hang(paper, ` ${index + 1}.  `, head).map(index === 0 ? paper.bold : (line) => line),
    ...hang(paper, '     ', tell(lang, 'cli/answer/cause-ids', { id, runbook })).map(paper.dim),
    ...told.flatMap((argument) => argumentLines(argument, lang, paper)),
    ...(rest === 0 ? [] : hang(paper, '     ', tell(lang, 'cli/answer/more-arguments', { rest })).map(paper.dim)),
  ];
}

const weighty = (side: readonly Argument[]): readonly Argument[] =>
  side.filter(({ decibans }) => Math.abs(decibans) >= worthSaying);

function argumentLines({ decibans, sentence, evidence }: Argument, lang: Lang, paper: Paper) {
  const weight = `${decibansText(decibans, 1)} dB`.padStart(9);
  const ids = evidence.length === 0 ? '' : ` ${tell(lang, 'cli/answer/ids', { ids: evidence.join(' ') })}`;
  return hang(paper, `     ${weight}  `, `${sentence}${ids}`);
}

/** What to do about the leading cause: at once, or for good. Nothing where no cause was named. */
export function remedyText({ causes, verdict }: Answer, kind: 'now' | 'later', lang: Lang): string | undefined {
  const cause = verdict === 'cause' ? catalogue.find(({ id }) => id === causes[0]?.id) : undefined;
  if (cause === undefined) return undefined;
  return tell(lang, `cli/answer/${kind}`, { remedy: (kind === 'now' ? cause.mitigation : cause.prevention)[lang] });
}
