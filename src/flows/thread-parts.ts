import type { Answer, AnswerFinding } from '../domain/answer.ts';

/** The messages below a verdict: few, and each about one part of the path. */
export const threadParts = ['causes', 'front', 'targets', 'logs', 'surroundings', 'gaps'] as const;
export type ThreadPart = (typeof threadParts)[number];

const layersOf: { readonly [P in ThreadPart]: readonly AnswerFinding['layer'][] } = {
  causes: [],
  front: ['symptom', 'load-balancer'],
  targets: ['targets', 'service'],
  logs: ['logs'],
  surroundings: ['capacity', 'change'],
  gaps: [],
};

/** The findings that a part tells: what was seen first, then what was looked for and not there. */
export function findingsOf(answer: Answer, part: ThreadPart): readonly AnswerFinding[] {
  const own = answer.findings.filter(({ layer }) => layersOf[part].includes(layer));
  const seen = own.filter(({ observation }) => observation === 'seen');
  return [...seen, ...own.filter(({ observation }) => observation === 'not-seen')];
}

/** The parts that have something to say. */
export function partsOf(answer: Answer): readonly ThreadPart[] {
  const says: { readonly [P in ThreadPart]?: boolean } = {
    causes: answer.causes.length > 0,
    gaps: answer.gaps.length > 0 || answer.checklist.length > 0,
  };
  return threadParts.filter((part) => says[part] ?? findingsOf(answer, part).length > 0);
}
