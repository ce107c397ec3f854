import { ResponderError } from '../domain/errors.ts';
import { type Window, windowOf } from '../domain/window.ts';

export interface WindowOptions {
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
}

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const defaultMs = 60 * unitsMs.m;
const longestMs = 7 * unitsMs.d;

/** The span asked for: `--since` up to now, or `--from` and `--to`; the last hour when nothing was said. Throws 'usage'. */
export function windowFrom(options: WindowOptions, now: Date): Window {
  if (options.since !== undefined && (options.from !== undefined || options.to !== undefined))
    throw wrong('since-and-from');
  if (options.from === undefined && options.to !== undefined) throw wrong('to-without-from');
  const to = options.to === undefined ? now : timeOf(options.to, '--to');
  const from =
    options.from === undefined ? new Date(to.getTime() - durationOf(options.since)) : timeOf(options.from, '--from');
  if (from >= to) throw wrong('from-after-to', { from: from.toISOString(), to: to.toISOString() });
  if (to.getTime() - from.getTime() > longestMs) throw wrong('span-too-long');
  return windowOf(from, to);
}

/** `90s`, `60m`, `2h`, `1d`, in milliseconds. */
function durationOf(text: string | undefined): number {
  if (text === undefined) return defaultMs;
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  if (amount === undefined || Number(amount) === 0) throw wrong('not-a-duration', { value: text });
  return Number(amount) * unitsMs[unit as keyof typeof unitsMs];
}

/** A time without a zone would mean another moment on another machine, so it is not taken. */
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function timeOf(text: string, option: string): Date {
  const time = new Date(text);
  if (!iso.test(text) || Number.isNaN(time.getTime())) throw wrong('not-a-time', { option, value: text });
  return time;
}

const wrong = (what: string, args: Record<string, string> = {}): ResponderError =>
  new ResponderError('usage', { id: `cli/usage/${what}`, args });
