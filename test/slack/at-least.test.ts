import { describe, expect, it } from '@jest/globals';
import { symptomFields } from '../../src/slack/blocks/symptom-fields.ts';
import { answerIn } from './answers.ts';

describe('the impact', () => {
  it('says at least where only a part of the failures was counted', () => {
    const { symptom } = answerIn('en');
    const shown = (lang: 'en' | 'ja', most: number | null) =>
      JSON.stringify(
        symptomFields(lang, answerIn(lang, { symptom: { ...symptom, count: 412, bounds: { least: 412, most } } })),
      );

    expect(shown('en', null)).toContain('at least 412 of');
    expect(shown('en', 900)).toContain('at least 412 of');
    expect(shown('en', 412)).not.toContain('at least');
    expect(shown('ja', 900)).toContain('少なくとも412件');
  });

  it('names CloudWatch where its zones make up the whole count', () => {
    const { symptom } = answerIn('en');
    const shown = (lang: 'en' | 'ja', zones: readonly number[]) => {
      const byZone = zones.map((count, at) => ({ zone: `ap-northeast-1${'acd'[at]}`, count }));
      return JSON.stringify(symptomFields(lang, answerIn(lang, { symptom: { ...symptom, count: 24, byZone } })));
    };

    expect(shown('en', [14, 10])).toContain('Failed requests (CloudWatch)');
    expect(shown('ja', [24])).toContain('失敗したリクエスト（CloudWatch）');
    expect(shown('en', [14])).not.toContain('CloudWatch');
    expect(shown('en', [])).not.toContain('CloudWatch');
  });
});
