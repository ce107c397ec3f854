import { describe, expect, it } from '@jest/globals';
import type { Symptom } from '../../src/domain/answer.ts';
import { findingOf } from '../../src/messages/chart-finding.ts';
import { symptomChart } from '../../src/slack/blocks/symptom-chart.ts';
import { answerIn } from './answers.ts';

const byMinute = [
  { at: '2026-11-20T09:41:00.000Z', count: 30 },
  { at: '2026-11-20T09:50:00.000Z', count: 12 },
];
const seen = { count: 42, byMinute, firstSeen: '2026-11-20T09:41:07.000Z', lastSeen: '2026-11-20T09:50:48.000Z' };

/** Window: 09:15 to 10:15. */
function charted(change: Partial<Symptom> = {}, from?: string) {
  const answer = answerIn('en');
  const window = { ...answer.window, ...(from === undefined ? {} : { from }) };
  return symptomChart('en', { ...answer, window, symptom: { ...answer.symptom, ...seen, ...change } }, 'UTC');
}

const valuesOf = (chart: ReturnType<typeof charted>) => chart?.series[0]?.points.map(({ value }) => value) ?? [];

describe('the chart of a symptom', () => {
  it('shows every minute of the window once it is known to be over', () => {
    const chart = charted({ ongoing: false });

    expect(valuesOf(chart)).toHaveLength(60);
    expect(valuesOf(chart).filter((value) => value !== 0)).toEqual([30, 12]);
    expect(chart && findingOf(chart)).toBe(
      'HTTP 502 began at 09:41 UTC: none before, 30 per minute at the peak at 09:41. Last value: 0 per minute at 10:14.',
    );
  });

  it.each([true, null])('ends with the last failure where it is not known to be over (%s)', (ongoing) => {
    expect(valuesOf(charted({ ongoing }))).toHaveLength(36);
    expect(valuesOf(charted({ ongoing })).at(-1)).toBe(12);
  });

  it('marks no onset where failures were there as the window began', () => {
    expect(charted({ ongoing: false }, '2026-11-20T09:40:00.000Z')?.mark).toBeNull();
    expect(charted({ ongoing: false })?.mark?.kind).toBe('onset');
  });

  it('begins with the first whole minute', () => {
    const chart = charted({ ongoing: false }, '2026-11-20T09:15:20.000Z');

    expect(chart?.series[0]?.points[0]?.at).toBe(Date.parse('2026-11-20T09:16:00Z'));
  });

  it.each<[string, Partial<Symptom>]>([
    ['the minutes do not add up to all failures', { count: 43 }],
    ['there may be more of them', { bounds: { least: 42, most: null } }],
    ['their number is not known', { count: null }],
    ['there are none', { count: 0, byMinute: [] }],
    ['it is not known which status it was', { status: null }],
  ])('is not drawn when %s', (_, change) => {
    expect(charted({ ongoing: false, ...change })).toBeNull();
  });
});
