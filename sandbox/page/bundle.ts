import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The page, built in memory: nothing is written and nothing is fetched. */
export async function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  const [built, html] = await Promise.all([
    build({
      entryPoints: { page: here('app/main.tsx') },
      outdir: here('dist'),
      write: false,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    }),
    readFile(here('index.html'), 'utf8'),
  ]);
  const assets = new Map<string, Asset>([['/', { type: 'text/html; charset=utf-8', body: html }]]);
  for (const { path, text } of built.outputFiles) {
    const css = path.endsWith('.css');
    const type = css ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
    assets.set(css ? '/page.css' : '/page.js', { type, body: text });
  }
  return assets;
}
