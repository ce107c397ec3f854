/** A span of time, ISO 8601 UTC, `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The incident window and the same weekday and hour a week earlier. */
export interface Window extends Span {
  readonly baseline: Span;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** The baseline is the same weekday and hour: traffic differs more between hours than between weeks. */
export function windowOf(from: Date, to: Date): Window {
  const before = (at: Date) => new Date(at.getTime() - WEEK_MS).toISOString();
  return { from: from.toISOString(), to: to.toISOString(), baseline: { from: before(from), to: before(to) } };
}
