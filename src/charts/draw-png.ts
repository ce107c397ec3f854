import type { ChartSpec } from '../domain/chart.ts';
import { readFaces } from './font.ts';
import { svgOf } from './svg.ts';

/** Twice the size at which Slack shows it, for sharp screens. */
const ZOOM = 2;

let faces: ReturnType<typeof readFaces> | undefined;

/** A PNG of 1440 × 720 pixels, drawn without a browser and with the fonts that come along. Rejects when a font is missing. */
export async function drawPng(spec: ChartSpec): Promise<Buffer> {
  faces ??= readFaces();
  const { regular, bold } = await faces;
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svgOf(spec, { regular, bold }), {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontFiles: [regular.file, bold.file], loadSystemFonts: false },
    shapeRendering: 2,
    textRendering: 1,
  });
  return image.asPng();
}
