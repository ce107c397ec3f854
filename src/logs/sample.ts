/**
 * Keeps at most `size` of what it is given, the same ones for the same input: the smallest by a hash of the content.
 * Files come in any order, so neither position nor chance may decide.
 */
export interface Sample<T> {
  add(key: string, item: () => T): void;
  items(): readonly T[];
}

export function makeSample<T>(size: number): Sample<T> {
  let kept: { readonly rank: number; readonly item: T }[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const trim = () => {
    kept.sort((a, b) => a.rank - b.rank);
    kept = kept.slice(0, size);
    limit = kept.length < size ? Number.POSITIVE_INFINITY : (kept.at(-1)?.rank ?? limit);
  };
  return {
    add(key, item) {
      const rank = hash(key);
      if (rank >= limit) return;
      kept.push({ rank, item: item() });
      if (kept.length >= size * 2) trim();
    },
    items() {
      trim();
      return kept.map(({ item }) => item);
    },
  };
}

/** FNV-1a, 32 bits, with a final mix: neighbours in time must not be neighbours in rank. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The value below which a share `p` of `sorted` (ascending) lies; null when there is none. */
export function percentile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1));
  return sorted[at] ?? null;
}
