import { describe, expect, it } from '@jest/globals';
import { sinceText } from '../../src/cli/text/since.ts';
import { symptomFields } from '../../src/slack/blocks/symptom-fields.ts';
import { answerIn } from './answers.ts';

/** The window begins `minutes` before the first failure that was seen. */
function beganAfter(minutes: number, ongoing: boolean | null = true) {
  const answer = answerIn('en');
  const firstSeen = '2026-11-20T09:41:07.000Z';
  const from = new Date(Date.parse(firstSeen) - minutes * 60_000).toISOString();
  const symptom = { ...answer.symptom, firstSeen, lastSeen: '2026-11-20T09:50:48.000Z', ongoing };
  return { ...answer, window: { ...answer.window, from }, symptom };
}

const field = (lang: 'en' | 'ja', ...args: Parameters<typeof beganAfter>) =>
  JSON.stringify(symptomFields(lang, beganAfter(...args)));

describe('since when it fails', () => {
  it.each([true, false, null])('is told as at or before where the window begins with failures (going on: %s)', (on) => {
    expect(field('en', 1, on)).toMatch(/at or before <!date[^>]+> \(09:41 UTC\) \(the window begins there\)/);
    expect(field('ja', 1, on)).toContain('以前（調査期間の始まり）から');
  });

  it('is the first failure where there was quiet before it', () => {
    expect(field('en', 20)).not.toContain('at or before');
    expect(field('ja', 20)).not.toContain('以前');
  });

  it('reads the same at a terminal', () => {
    const tokyo = { lang: 'en', timeZone: 'Asia/Tokyo' } as const;

    expect(sinceText(beganAfter(1), tokyo)).toBe(
      'at or before 2026-11-20 09:41 UTC (18:41 Asia/Tokyo) (the window begins there)',
    );
    expect(sinceText(beganAfter(20), tokyo)).toBe('2026-11-20 09:41 UTC (18:41 Asia/Tokyo)');
    expect(sinceText(beganAfter(1), { lang: 'ja', timeZone: 'UTC' })).toBe(
      '2026-11-20 09:41 UTC 以前（調査期間の始まり）',
    );
  });
});
