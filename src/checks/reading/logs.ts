import type { ApplicationLog, LogLine } from '../../domain/evidence.ts';
import { sum } from './statistics.ts';

/** A meaning that log lines can have: tags of the reader's pattern table, and a pattern for lines that it did not tag. */
export interface Meaning {
  readonly tags: readonly string[];
  readonly pattern?: RegExp;
}

export interface Heard {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** Minutes with such a line, as far as they are known; epoch ms. */
  readonly moments: readonly number[];
  readonly lines: readonly LogLine[];
}

interface Hit {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly byMinute?: readonly { readonly at: string }[];
  readonly examples: readonly LogLine[];
}

/** All lines with this meaning; undefined when there are none. */
export function heard(logs: readonly ApplicationLog[], meaning: Meaning): Heard | undefined {
  const hits = logs.flatMap((log) => [...tagged(log, meaning), ...untagged(log, meaning)]);
  if (hits.length === 0) return undefined;
  return {
    count: sum(hits.map(({ count }) => count)),
    first: hits.map(({ first }) => first).sort()[0] ?? '',
    last:
      hits
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? '',
    moments: [...new Set(hits.flatMap(momentsOf))].sort((a, b) => a - b),
    lines: hits.flatMap(({ examples }) => examples),
  };
}

/** Every line that was kept as an example. */
export function keptLines(logs: readonly ApplicationLog[]): readonly LogLine[] {
  return logs.flatMap(({ matches, templates }) => [...matches, ...templates].flatMap(({ examples }) => examples));
}

/** Lines read in all groups: silence in an empty log is no silence. */
export function linesRead(logs: readonly ApplicationLog[]): number {
  return sum(logs.map(({ lines }) => lines));
}

function momentsOf({ first, last, byMinute, examples }: Hit): readonly number[] {
  const known = byMinute ?? [{ at: first }, { at: last }, ...examples];
  return known.map(({ at }) => Date.parse(at));
}

function tagged({ matches }: ApplicationLog, { tags }: Meaning): readonly Hit[] {
  return matches.filter(({ tag }) => tags.includes(tag));
}

/** Lines of another tag count too when the pattern knows them; a template's own count stands for its lines. */
function untagged({ matches, templates }: ApplicationLog, { tags, pattern }: Meaning): readonly Hit[] {
  if (pattern === undefined) return [];
  const known = (lines: readonly LogLine[]) => lines.some(({ message }) => pattern.test(message));
  const others = matches.filter(({ tag, examples }) => !tags.includes(tag) && known(examples));
  const lines = new Set(matches.flatMap(({ examples }) => examples.map(({ message }) => message)));
  const fresh = templates.filter(
    ({ examples }) => known(examples) && !examples.some(({ message }) => lines.has(message)),
  );
  return [...others, ...fresh];
}
