/** Gives out placeholders: the same secret of the same type gets the same number, so that equality can still be seen. */
export interface Marks {
  mark(type: string, secret: string): string;
  counts(): Readonly<Record<string, number>>;
}

export function makeMarks(): Marks {
  const numbers = new Map<string, Map<string, number>>();
  const counts = new Map<string, number>();
  return {
    mark(type, secret) {
      const known = numbers.get(type) ?? new Map<string, number>();
      numbers.set(type, known);
      const number = known.get(secret) ?? known.size + 1;
      known.set(secret, number);
      counts.set(type, (counts.get(type) ?? 0) + 1);
      return `<redacted:${type}:${number}>`;
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const mark = '<redacted:';

export function isMarked(text: string): boolean {
  return text.includes(mark);
}
