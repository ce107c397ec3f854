import { mayHaveBegunBefore } from '../../diagnosis/began.ts';
import type { Answer } from '../../domain/answer.ts';
import type { ChartSpec } from '../../domain/chart.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';

const MINUTE_MS = 60_000;
const WORTH_DRAWING = 5;

/**
 * The failures minute by minute; null unless every one of them is in the minutes that are told: only then is a minute that
 * is not told known to be without any. After the last failure that is known only when it is known to be over.
 */
export function symptomChart(lang: Lang, answer: Answer, timeZone: string): ChartSpec | null {
  const { symptom, window, target } = answer;
  const { status, count, bounds, byMinute, firstSeen, lastSeen, ongoing } = symptom;
  const told = byMinute.reduce((sum, minute) => sum + minute.count, 0);
  const isWhole = count !== null && count > 0 && told === count && (bounds === undefined || bounds.most === count);
  if (!isWhole || status === null || lastSeen === null) return null;
  const counts = new Map(byMinute.map((minute) => [toMinute(minute.at), minute.count]));
  // A minute that the window cuts is no whole minute.
  const from = Math.ceil(Date.parse(window.from) / MINUTE_MS) * MINUTE_MS;
  const to = ongoing === false ? toMinute(window.to) : Math.min(toMinute(window.to), toMinute(lastSeen) + MINUTE_MS);
  const points = Array.from({ length: Math.max(0, (to - from) / MINUTE_MS) }, (_, nth) => {
    const at = from + nth * MINUTE_MS;
    return { at, value: counts.get(at) ?? 0 };
  });
  if (points.length < WORTH_DRAWING) return null;
  return {
    kind: 'bar',
    title: tell(lang, 'chart/symptom/title', { status, name: target.name }),
    series: [{ name: tell(lang, 'chart/symptom/name', { status }), points }],
    stepMs: MINUTE_MS,
    aggregate: 'sum',
    unit: 'per-step',
    threshold: null,
    // Where the failures were there from the first minute, the picture does not know when they began.
    mark: firstSeen === null || mayHaveBegunBefore(answer) ? null : { at: toMinute(firstSeen), kind: 'onset' },
    timeZone,
    lang,
  };
}

const toMinute = (iso: string) => Math.floor(Date.parse(iso) / MINUTE_MS) * MINUTE_MS;
