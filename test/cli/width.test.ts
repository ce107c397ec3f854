import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sparkline } from '../../src/cli/text/spark.ts';
import { columnsOf, fitColumns, padColumns, wrapColumns } from '../../src/cli/text/width.ts';

describe('the width of text', () => {
  it.each([
    ['shop-alb', 8],
    ['原因', 4],
    ['🔴 82%', 6],
    ['ｶﾅ', 2],
    ['é', 1],
    ['（）', 4],
  ])('%s is %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('pads and cuts by columns', () => {
    expect(padColumns('対象', 6)).toBe('対象  ');
    expect(fitColumns('ロードバランサー', 9)).toBe('ロードバ…');
  });
});

describe('wrapping', () => {
  it('breaks Japanese between characters, never before a closing mark nor after an opening one', () => {
    expect(wrapColumns('接続を閉じました。', 16)).toEqual(['接続を閉じまし', 'た。']);
    const lines = wrapColumns('あいうえお。かきく（けこ）さし', 10);
    expect(lines.some((line) => /^[。）]/.test(line) || /（$/.test(line))).toBe(false);
  });

  it('keeps English words whole', () => {
    expect(wrapColumns('the load balancer made it', 12)).toEqual(['the load', 'balancer', 'made it']);
  });

  it('cuts what is longer than a line', () => {
    expect(wrapColumns('arn:aws:elasticloadbalancing', 10)).toEqual(['arn:aws:el', 'asticloadb', 'alancing']);
  });

  it('loses nothing but spaces and never exceeds the width', () => {
    const words = fc.array(fc.constantFrom('502', '原因', '。', '（', '）', 'load', 'balancer', ' ', '🔴', 'あ'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 80 }), (parts, columns) => {
        const text = parts.join('');
        const lines = wrapColumns(text, columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(lines.every((line) => columnsOf(line) <= columns)).toBe(true);
      }),
    );
  });
});

describe('the row of bars', () => {
  it('folds long spans and shows a zero as the lowest bar', () => {
    expect(sparkline([0, 1, 8], 60)).toBe('▁▂█');
    expect(sparkline([0, 0, 4, 4], 2)).toBe('▁█');
  });
});
