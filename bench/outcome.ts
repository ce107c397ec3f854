import type { VerdictKind } from '../src/domain/answer.ts';

/** What any method says about one case, in one shape, so that all are scored alike. */
export interface Outcome {
  readonly verdict: VerdictKind;
  /** Causes, most probable first. */
  readonly ranked: readonly { readonly id: string; readonly probability: number }[];
  /** The causes of the best hypothesis: none, one or two. */
  readonly set: readonly string[];
  /** Probability by hypothesis: 'healthy', 'unlisted', 'oom-kill', 'a + b' in alphabetical order. */
  readonly chances: ReadonlyMap<string, number>;
}

export function nameOfSet(ids: readonly string[]): string {
  return [...ids].sort().join(' + ');
}

/** The hypothesis that a label calls true. A case of a status other than 502 has no 502 fault. */
export function truthOf(expected: { readonly verdict: VerdictKind; readonly causes: readonly string[] }): string {
  if (expected.verdict === 'healthy' || expected.verdict === 'not-a-502') return 'healthy';
  return expected.causes.length === 0 ? 'unlisted' : nameOfSet(expected.causes);
}
