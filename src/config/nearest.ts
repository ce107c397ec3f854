import leven from 'leven';

/** The names most like `word`, best first; none when nothing is near enough to be meant. */
export function nearest(word: string, names: readonly string[], limit = 1): readonly string[] {
  const reach = Math.max(2, Math.floor(word.length / 3));
  return names
    .map((name) => ({ name, away: leven(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ away }) => away <= reach)
    .toSorted((a, b) => a.away - b.away)
    .slice(0, limit)
    .map(({ name }) => name);
}
