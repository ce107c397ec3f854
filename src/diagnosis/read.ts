import type { Evidence, EvidenceKind, EvidenceMap } from '../domain/evidence.ts';

/** What was collected of a kind, wholly or in part; undefined when nothing was. */
export function read<K extends EvidenceKind>(evidence: Evidence, kind: K): EvidenceMap[K] | undefined {
  const collected: Evidence[K] = evidence[kind];
  if (collected === undefined || collected.status === 'missing') return undefined;
  return collected.value;
}
