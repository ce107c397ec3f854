import { percentOf, wordText } from '../diagnosis/index.ts';
import { causeTitle, decibansText } from '../diagnosis/words.ts';
import type { Answer, Argument, RankedCause } from '../domain/answer.ts';
import { tell } from '../messages/say.ts';
import { decisive, evidenceRef, fact, type Material } from './material.ts';
import type { Fact, ReportHypothesis } from './types.ts';

const atMost = 8;

/** What was thought of, in the run that decided, and what became of it. */
export function hypothesesOf({ answers, lang }: Material): readonly ReportHypothesis[] {
  const answer = decisive(answers);
  if (answer === undefined) return [];
  return answer.causes.slice(0, atMost).map((cause, index) => ({
    cause: cause.id,
    outcome: outcomeOf(answer, cause, index),
    text: tell(lang, `report/hypothesis/${outcomeOf(answer, cause, index)}`, {
      title: causeTitle(cause.id, lang),
      percent: percentOf(cause.probability, lang),
      word: wordText(cause.word, lang),
    }),
    refs: [answer.run.id],
    for: cause.for.map((argument) => argumentFact(answer, argument)),
    against: cause.against.map((argument) => argumentFact(answer, argument)),
  }));
}

function outcomeOf({ verdict }: Answer, { word }: RankedCause, index: number): ReportHypothesis['outcome'] {
  if (index === 0 && verdict === 'cause') return 'leading';
  return word === 'unlikely' ? 'rejected' : 'open';
}

/** An argument without evidence of its own rests on the run as a whole. */
function argumentFact({ run }: Answer, { sentence, decibans, evidence }: Argument): Fact {
  const refs = evidence.length === 0 ? [run.id] : evidence.map((id) => evidenceRef(run.id, id));
  return fact(`${sentence} (${decibansText(decibans, 1)} dB)`, refs);
}
