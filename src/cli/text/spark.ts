const bars = '▁▂▃▄▅▆▇█';

/** Counts as a row of bars, folded to at most `columns`; a zero is the lowest bar. */
export function sparkline(counts: readonly number[], columns: number): string {
  const fold = Math.max(1, Math.ceil(counts.length / columns));
  const folded = Array.from({ length: Math.ceil(counts.length / fold) }, (_, index) =>
    counts.slice(index * fold, (index + 1) * fold).reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(1, ...folded);
  return folded.map((count) => bars[Math.ceil((count / most) * (bars.length - 1))]).join('');
}

/** Fills the minutes that have no row: no failure was counted in them. */
export function everyMinute(
  points: readonly { readonly at: string; readonly count: number }[],
  from: string,
  to: string,
): readonly number[] {
  const minuteMs = 60_000;
  const start = Math.floor(Date.parse(from) / minuteMs);
  const counts = Array.from({ length: Math.max(1, Math.ceil(Date.parse(to) / minuteMs) - start) }, () => 0);
  for (const { at, count } of points) {
    const index = Math.floor(Date.parse(at) / minuteMs) - start;
    if (counts[index] !== undefined) counts[index] += count;
  }
  return counts;
}
