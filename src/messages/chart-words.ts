import type { ChartSpec } from '../domain/chart.ts';
import { tell } from './say.ts';

type Words = Pick<ChartSpec, 'lang' | 'unit' | 'stepMs' | 'timeZone'>;

/** '40 per minute', '1.2 s', '4.3%'. `steps`: how many steps the value was added up over. */
export function valueText(spec: Words, value: number, steps = 1): string {
  return withUnit(spec, numberText(spec, value), steps);
}

/** '2–40 per minute'. */
export function rangeText(spec: Words, low: number, high: number): string {
  return withUnit(spec, `${numberText(spec, low)}–${numberText(spec, high)}`, 1);
}

function withUnit(spec: Words, value: string, steps: number): string {
  if (spec.unit === 'per-step') return tell(spec.lang, 'chart/value/per-step', { value, ...lengthOf(spec, steps) });
  const unit = unitText(spec);
  return unit === '' ? value : `${value} ${unit}`;
}

/** The number as it stands at an axis: '1,200', '4.3%', '0.25'. */
export function numberText({ lang, unit }: Words, value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  if (unit === 'share' || unit === 'percent') {
    const share = unit === 'share' ? value : value / 100;
    return new Intl.NumberFormat(lang, { style: 'percent', maximumSignificantDigits: 3 }).format(share);
  }
  if (unit === 'bytes') return new Intl.NumberFormat(lang, { notation: 'compact' }).format(value);
  const isHuge = size >= 1_000_000;
  return new Intl.NumberFormat(lang, isHuge ? { notation: 'compact', maximumFractionDigits: 1 } : digits).format(value);
}

/** What the numbers of an axis are: 'per minute', 's'; empty where they need no word. */
export function unitText(spec: Words, steps = 1): string {
  switch (spec.unit) {
    case 'per-step':
      return tell(spec.lang, 'chart/unit/per-step', lengthOf(spec, steps));
    case 'seconds':
      return 's';
    case 'milliseconds':
      return 'ms';
    case 'bytes':
      return 'B';
    case 'share':
    case 'percent':
    case 'count':
    case 'none':
      return '';
  }
}

function lengthOf({ stepMs }: Words, steps: number) {
  const seconds = Math.round((stepMs * steps) / 1000);
  return { minutes: seconds % 60 === 0 ? seconds / 60 : 0, seconds };
}

/** '12:01 JST (03:01 UTC)'. */
export function momentText({ timeZone, lang }: Words, at: number): string {
  const utc = `${clock(at, 'UTC')} UTC`;
  if (isUtc(timeZone)) return utc;
  const local = `${clock(at, timeZone)} ${zoneName(timeZone, at)}`;
  return lang === 'ja' ? `${local}（${utc}）` : `${local} (${utc})`;
}

/** '12:01'; with the day where the points reach over more than one: '11-24 12:01'. */
export function pointTime({ timeZone, series }: Pick<ChartSpec, 'timeZone' | 'series'>, at: number): string {
  return isLong(series) ? dayClock(at, timeZone) : clock(at, timeZone);
}

const DAY_MS = 86_400_000;

function isLong(series: ChartSpec['series']): boolean {
  const points = series[0]?.points ?? [];
  return (points.at(-1)?.at ?? 0) - (points.at(0)?.at ?? 0) >= DAY_MS;
}

function clock(at: number, timeZone: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function dayClock(at: number, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).slice(5);
}

const isUtc = (timeZone: string) => timeZone === 'UTC' || timeZone === 'Etc/UTC';

// Every locale knows short names of its own zones only: JST is 'GMT+9' to an American.
const whoKnow = ['en-US', 'ja-JP', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'] as const;

/** 'JST', 'EST'; 'GMT+8' where the zone has no name that people use. */
export function zoneName(timeZone: string, at: number): string {
  if (isUtc(timeZone)) return 'UTC';
  const names = whoKnow.map(
    (locale) =>
      new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  );
  return names.find((name) => !/^(GMT|UTC)/.test(name)) ?? names[0] ?? timeZone;
}
