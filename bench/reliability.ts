import type { Part } from './summary.ts';

const SIZE = 420;
const EDGE = 48;
const inks: Readonly<{ [split: string]: string }> = { 'held-out': '#0b5fff', development: '#6b7280', wild: '#b45309' };

/** The reliability plot: over how sure the engine was, how often it was right. The diagonal is honest. */
export function reliabilitySvg(parts: readonly Part[]): string {
  const x = (share: number) => round(EDGE + share * (SIZE - 2 * EDGE));
  const y = (share: number) => round(SIZE - EDGE - share * (SIZE - 2 * EDGE));
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const text = (at: string, anchor: string, words: string, ink = '#374151') =>
    `<text ${at} text-anchor="${anchor}" fill="${ink}" font-family="sans-serif" font-size="12">${words}</text>`;
  const series = parts.flatMap(({ split, bins, n }, at) => {
    const ink = inks[split] ?? '#111827';
    const points = bins.map(({ sure, right }) => `${x(sure)},${y(right)}`);
    return [
      `<polyline points="${points.join(' ')}" fill="none" stroke="${ink}" stroke-width="1.5"/>`,
      ...bins.map(
        (bin) =>
          `<circle cx="${x(bin.sure)}" cy="${y(bin.right)}" r="${round(2 + 5 * Math.sqrt(bin.n / n))}" fill="${ink}" fill-opacity="0.75"/>`,
      ),
      text(`x="${EDGE + 10}" y="${EDGE + 14 + 16 * at}"`, 'start', `${split}, n = ${n}`, ink),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="Reliability: probability given against share that was right">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="#ffffff"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#9ca3af" stroke-dasharray="4 4"/>`,
    `<rect x="${EDGE}" y="${EDGE}" width="${SIZE - 2 * EDGE}" height="${SIZE - 2 * EDGE}" fill="none" stroke="#d1d5db"/>`,
    ...ticks.flatMap((tick) => [
      text(`x="${x(tick)}" y="${SIZE - EDGE + 18}"`, 'middle', `${tick * 100} %`),
      text(`x="${EDGE - 8}" y="${y(tick) + 4}"`, 'end', `${tick * 100}`),
    ]),
    ...series,
    text(`x="${SIZE / 2}" y="${SIZE - 8}"`, 'middle', 'how sure the verdict was'),
    text(`x="14" y="${SIZE / 2}" transform="rotate(-90 14 ${SIZE / 2})"`, 'middle', 'how often it was right'),
    '</svg>',
    '',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;
