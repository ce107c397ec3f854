import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** The npm package's JavaScript: Node strips no types under node_modules, so `prepack` does it. Lines and columns stay. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** `from './x.ts'`, `import('./x.ts')`: only relative imports, nothing else that ends in .ts. */
const relativeImport = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"\n]+)\.ts\2/g;

process.removeAllListeners('warning'); // stripTypeScriptTypes says that it is experimental, once.
rmSync(dist, { recursive: true, force: true });
const files = globSync('**/*.ts', { cwd: join(root, 'src') });
for (const file of files) {
  const target = join(dist, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  const stripped = stripTypeScriptTypes(readFileSync(join(root, 'src', file), 'utf8'));
  writeFileSync(target, stripped.replace(relativeImport, '$1$2$3.js$2'));
}
process.stderr.write(`dist: ${files.length} files\n`);
