import { describe, expect, it } from '@jest/globals';
import { impactOf } from '../../src/reports/facts.ts';
import type { Material } from '../../src/reports/material.ts';
import { anAnswer } from './an-incident.ts';

describe('the impact of a report', () => {
  it('says at least where only a part of the failures was counted', () => {
    const answer = anAnswer();
    const first = (most: number | null) => {
      const bounds = { least: answer.symptom.count ?? 0, most };
      const answers = [{ ...answer, symptom: { ...answer.symptom, bounds } }];
      return JSON.stringify(impactOf({ answers, lang: 'en' } as unknown as Material)[0]);
    };

    expect(first(null)).toContain(`at least ${answer.symptom.count}`);
    expect(first(answer.symptom.count)).not.toContain('at least');
  });
});
