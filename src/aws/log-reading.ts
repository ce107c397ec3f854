import type { ApplicationLog } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { makeApplicationLogDigest, type RawLine } from '../logs/index.ts';
import type { Lost } from './failure.ts';
import { linesOfInterest, readLines, sampleLines } from './log-filter.ts';
import type { LogGroup } from './steps/log-groups.ts';
import type { Trip } from './trip.ts';

const minute = 60_000;
const baselineMs = 60 * minute;
/** Other times and whole stretches only add: little is spent on them. */
const baselineLimits = { pageLimit: 4, lineLimit: 4_000 };
const stretchLimits = { pageLimit: 3, lineLimit: 30_000 };
const stretchMs = 5 * minute;

/** Leaves the lines of others' pods out. */
export type Keep = (lines: readonly RawLine[]) => readonly RawLine[];

/** The same lines of interest of the hour before; null where nothing was written then, or it could not be read. */
export async function readBaseline(trip: Trip, group: LogGroup, { from }: Span, keep: Promise<Keep>) {
  const span: Span = { from: iso(Date.parse(from) - baselineMs), to: from };
  const { quiet, lost } = quietly(trip);
  const lines = await linesOfInterest(quiet, group, span, baselineLimits);
  const digest = makeApplicationLogDigest(group.name, span);
  for (const line of (await keep)(lines)) digest.add(line);
  const alive = lines.length > 0 ? lines.length : (await sampleLines(trip, group, span)).length;
  const told = digest.result();
  if (alive === 0) return null;
  return {
    about: { span, lines: Math.max(alive, told.lines), isWhole: lost.length === 0 },
    counts: digest.templateCounts(),
  };
}

/** Every line of the five minutes around the worst one, or of their beginning where there are too many. */
export async function readStretch(
  trip: Trip,
  group: LogGroup,
  worst: number | undefined,
  keep: Promise<Keep>,
): Promise<{ readonly stretch: ApplicationLog['stretch']; readonly lines: readonly RawLine[] } | null> {
  if (worst === undefined) return null;
  const from = worst - stretchMs / 2;
  const { quiet, lost } = quietly(trip);
  const lines = await readLines(quiet, group, { from: iso(from), to: iso(from + stretchMs) }, stretchLimits);
  const last = lines.at(-1)?.at;
  if (last === undefined) return null;
  // Where reading stopped early, only what lies before the last line is whole.
  const span: Span = { from: iso(from), to: lost.length > 0 ? iso(last) : iso(from + stretchMs) };
  const digest = makeApplicationLogDigest(group.name, span);
  const owned = (await keep)(lines).filter(({ at }) => at < Date.parse(span.to));
  for (const line of owned) digest.add(line);
  const told = digest.result();
  return { stretch: { span, lines: told.lines, requests: told.requests }, lines: owned };
}

function quietly({ soon, logs }: Trip) {
  const lost: Lost[] = [];
  return { quiet: { soon, logs, lose: (...more: readonly Lost[]) => void lost.push(...more) }, lost };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
