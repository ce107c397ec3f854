import type { Answer, Argument, Impact, RankedCause } from '../domain/answer.ts';

/** Probabilities and shares to 4 decimals, decibans to 1: more would claim a precision that the words do not have. */
export function rounded(answer: Answer): Answer {
  const { symptom, impact, nextTest } = answer;
  return {
    ...answer,
    symptom: { ...symptom, share: symptom.share === null ? null : to(symptom.share, 6) },
    ...(impact === undefined ? {} : { impact: roundedImpact(impact) }),
    coverage: to(answer.coverage, 4),
    causes: answer.causes.map(roundedCause),
    pairs: answer.pairs.map((pair) => ({ ...pair, probability: to(pair.probability, 4) })),
    unlisted: to(answer.unlisted, 4),
    ...(answer.noFault === undefined ? {} : { noFault: to(answer.noFault, 4) }),
    nextTest: nextTest === null ? null : { ...nextTest, informationBits: to(nextTest.informationBits, 2) },
  };
}

function roundedImpact(impact: Impact): Impact {
  const { share, peak } = impact;
  return {
    ...impact,
    share: share === null ? null : to(share, 6),
    peak: peak === null ? null : { ...peak, share: peak.share === null ? null : to(peak.share, 4) },
  };
}

function roundedCause(cause: RankedCause): RankedCause {
  const heard = (list: readonly Argument[]) =>
    list.map((argument) => ({ ...argument, decibans: to(argument.decibans, 1) }));
  return {
    ...cause,
    probability: to(cause.probability, 4),
    for: heard(cause.for),
    against: heard(cause.against),
  };
}

function to(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0; // + 0 turns -0 into 0
}
