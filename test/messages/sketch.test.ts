import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../src/messages/catalogue.ts';
import { sketch } from '../../src/messages/sketch.ts';

describe('a sketch of a text', () => {
  it('names its arguments and takes the general case', () => {
    const text = {
      en: '{count, plural, one {# task was} other {# tasks were}} killed by {who, select, oom {the kernel} other {{who}}}.',
      ja: '{count, number}件のタスクが{who}により終了しました。',
    };

    expect(sketch('en', text)).toBe('‹count› tasks were killed by ‹who›.');
    expect(sketch('ja', text)).toBe('‹count›件のタスクが‹who›により終了しました。');
  });

  it('can be made of every text there is', () => {
    const rest = [...catalogue].filter(([, text]) => /[{}]/.test(sketch('en', text) + sketch('ja', text)));

    expect(rest.map(([id]) => id)).toEqual([]);
  });
});
