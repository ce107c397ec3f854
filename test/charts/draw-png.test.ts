import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { drawPng } from '../../src/charts/draw-png.ts';
import { type Face, readFaces } from '../../src/charts/font.ts';
import { drawable, fitted } from '../../src/charts/lettering.ts';
import { svgOf } from '../../src/charts/svg.ts';
import { languages } from '../../src/domain/text.ts';
import { format } from '../../src/messages/say.ts';
import { texts } from '../../src/messages/texts/index.ts';
import { minute, points, risen, sampleChart, start } from '../slack/chart-samples.ts';

let faces: { regular: Face; bold: Face };
beforeAll(async () => {
  faces = await readFaces();
});

const wordsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('the picture of a chart', () => {
  it.each(languages)('is a PNG of twice the size at which it is shown, in %s', async (lang) => {
    const png = await drawPng(sampleChart(lang));

    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1440, 720]);
    expect(png.length).toBeLessThan(120_000);
  });

  it('draws the same bytes again', async () => {
    expect((await drawPng(sampleChart('ja'))).equals(await drawPng(sampleChart('ja')))).toBe(true);
  });

  it('names the threshold, the moment of the alarm and the zone', () => {
    expect(wordsOf(svgOf(sampleChart('ja'), faces))).toEqual(
      expect.arrayContaining([
        'しきい値 10',
        'アラーム発報 12:03',
        '2026-11-24 JST',
        '502の件数 (1分あたり)',
        'データなし',
      ]),
    );
  });

  it('breaks the line where nothing was measured', () => {
    const svg = svgOf(sampleChart('en'), faces);
    const whole = svgOf(
      sampleChart('en', { series: [{ name: '502s', points: points(risen.map((value) => value ?? 0)) }] }),
      faces,
    );

    expect(svg.match(/fill="none" stroke="#1d6fd1"/g)).toHaveLength(2);
    expect(whole.match(/fill="none" stroke="#1d6fd1"/g)).toHaveLength(1);
    expect(wordsOf(whole)).not.toContain('no data');
  });

  it('shows a point between two holes as a dot', () => {
    const alone = points([1, 2, null, 9, null, 1, 2]);

    expect(svgOf(sampleChart('en', { series: [{ name: '502s', points: alone }] }), faces)).toContain('<circle');
  });

  it('has a frame even when nothing was measured at all', async () => {
    const empty = sampleChart('en', {
      series: [{ name: '502s', points: points([null, null, null]) }],
      threshold: null,
    });

    expect(wordsOf(svgOf(empty, faces))).toContain('502s (per minute, no data)');
    expect((await drawPng(empty)).length).toBeGreaterThan(1_000);
  });

  it('lets nothing of a name become markup', () => {
    const svg = svgOf(sampleChart('en', { title: '</text><script>x</script>"&' }), faces);

    expect(svg).not.toContain('<script');
    expect(wordsOf(svg)[0]).toBe('&lt;/text&gt;&lt;script&gt;x&lt;/script&gt;&quot;&amp;');
  });

  it.each([
    ['the first minute', 0],
    ['the last minute', 59],
  ])('keeps every word within the picture when the alarm fired in %s', (_, nth) => {
    const svg = svgOf(sampleChart('ja', { mark: { at: start + nth * minute, kind: 'fired' } }), faces);

    for (const { left, right } of boxesOf(svg)) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(720);
    }
  });

  it('reaches to an alarm that fired shortly after the newest point, and leaves one out that is far away', () => {
    const fired = (steps: number) => sampleChart('en', { mark: { at: start + (59 + steps) * minute, kind: 'fired' } });

    expect(wordsOf(svgOf(fired(2), faces))).toContain('alarm fired 12:31');
    expect(wordsOf(svgOf(fired(9), faces)).join()).not.toContain('alarm fired');
  });

  it('lays no word over another, whatever the numbers', () => {
    for (const most of [1, 9, 38, 1_200, 5_000_000]) {
      const values = risen.map((value) => (value === null ? null : (value / 40) * most));
      const spec = sampleChart('en', { series: [{ name: '502s', points: points(values) }] });
      expect(overlaps(boxesOf(svgOf(spec, faces)))).toEqual([]);
    }
  });
});

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where each word stands. The threshold's own name may lie over a line of the grid, never over a number. */
function boxesOf(svg: string): readonly Box[] {
  const found = svg.matchAll(
    /<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)" font-weight="(\d+)"[^>]*text-anchor="(\w+)"[^>]*>([^<]*)</g,
  );
  return [...found].map(([, x, y, px, weight, anchor, text = '']) => {
    const wide = (weight === '700' ? faces.bold : faces.regular).width(text, Number(px));
    const share = { start: 0, middle: 0.5, end: 1 }[anchor as 'start'] ?? 0;
    const left = Number(x) - wide * share;
    return { text, left, right: left + wide, top: Number(y) - Number(px) * 0.8, bottom: Number(y) + 2 };
  });
}

function overlaps(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
      .map((two) => `${one.text} | ${two.text}`),
  );
}

describe('letters', () => {
  it('are all there for every word of a chart in both languages', () => {
    const ours = Object.entries(texts).filter(([id]) => id.startsWith('chart/'));
    const args = { value: 1, at: '12:00', minutes: 2, seconds: 120, unit: 'x', zone: 'JST', count: 3, all: 4 };
    const more = { name: 'n', before: '1', after: '2', peak: '3', range: '1–2', from: 'a', to: 'b', names: 'n' };

    for (const [, text] of ours) {
      for (const lang of languages) {
        const said = format(lang, text, { ...args, ...more, threshold: '1', direction: 'above', status: 502 });
        expect(drawable(faces.bold, said)).toBe(said.trim());
        expect(drawable(faces.regular, said)).toBe(said.trim());
      }
    }
    expect(ours.length).toBeGreaterThan(20);
  });

  it('that the font lacks are shown as missing, one mark for each, never left out', () => {
    expect(drawable(faces.regular, 'shop 👩‍💻 한 髙﨑〜ア')).toBe('shop 〓 〓 髙﨑〜ア');
    expect(drawable(faces.regular, 'a\u0000b\u202ec\td')).toBe('abc d');
  });

  it('are as wide as the font says', () => {
    expect(faces.regular.width('ア', 10)).toBe(10);
    expect(faces.bold.width('502', 16)).toBeGreaterThan(faces.bold.width('111', 16) * 0.9);
  });

  it('are cut to the room there is', () => {
    const cut = fitted(faces.regular, 'アラーム'.repeat(40), 16, 200);

    expect(cut.endsWith('…')).toBe(true);
    expect(faces.regular.width(cut, 16)).toBeLessThanOrEqual(200);
    expect(fitted(faces.regular, 'short', 16, 200)).toBe('short');
  });
});

describe('a program that draws nothing', () => {
  it('loads neither the drawing library nor the fonts', () => {
    const script = `
      await import(${JSON.stringify(new URL('../../src/wiring.ts', import.meta.url).href)});
      const native = process.report.getReport().sharedObjects.filter((name) => name.includes('resvg'));
      process.stdout.write(JSON.stringify(native));
    `;
    const { NODE_OPTIONS: _, ...env } = process.env;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });

    expect(run.stdout).toBe('[]');
  });
});
