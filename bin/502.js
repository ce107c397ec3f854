#!/usr/bin/env node
// Plain JavaScript that any Node can read: an old one gets a sentence instead of a syntax error.
import { existsSync } from 'node:fs';

const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  process.stderr.write(
    `502 needs Node.js 24 or newer and this is ${process.version}: install it from https://nodejs.org/, then try again.\n`,
  );
  process.exitCode = 78;
} else {
  // A clone and the image run the source; the npm package brings it stripped to dist.
  const source = new URL('../src/main.ts', import.meta.url);
  const main = existsSync(source) ? source : new URL('../dist/main.js', import.meta.url);
  import(main.href)
    .then(({ run }) => run(process.argv.slice(2)))
    .catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exitCode = 70;
    });
}
