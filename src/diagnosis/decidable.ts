import type { Assessment } from './assess.ts';
import { listing } from './scale.ts';

/** The causes in play that one of these checks speaks about, most probable first. */
export function decidableBy({ knowledge, ranking }: Assessment, checks: ReadonlySet<string>): string[] {
  return knowledge.causes
    .map((cause, at) => ({ cause, probability: ranking.causes[at] ?? 0 }))
    .filter(({ probability }) => probability >= listing.least)
    .sort((a, b) => b.probability - a.probability)
    .filter(({ cause }) => [...cause.supports, ...cause.inhibits].some(({ check }) => checks.has(check)))
    .map(({ cause }) => cause.id);
}
