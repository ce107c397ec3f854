import type { AnyCheck } from '../domain/check.ts';
import type { Evidence } from '../domain/evidence.ts';
import { atFirst, informationOf } from './information.ts';
import type { Model } from './model.ts';

/**
 * Share of the planned evidence that was obtained. Each check counts for the bits that it could give before anything
 * was known; it was obtained when all its needs were, by half when one of them was only read in part.
 */
export function coverageOf(model: Model, checks: readonly AnyCheck[], evidence: Evidence): number {
  const believed = atFirst(model);
  let planned = 0;
  let obtained = 0;
  for (const [at, { needs }] of checks.entries()) {
    const bits = informationOf(model, at, believed);
    planned += bits;
    obtained += bits * Math.min(1, ...needs.map((kind) => share(evidence[kind]?.status)));
  }
  return planned > 0 ? obtained / planned : 0;
}

function share(status: 'complete' | 'partial' | 'missing' | undefined): number {
  if (status === 'complete') return 1;
  return status === 'partial' ? 0.5 : 0;
}
