import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { cloudWatchFilter } from '../../src/logs/index.ts';

const folder = join(import.meta.dirname, 'app-log');
const samples = readdirSync(folder).flatMap((file) => {
  const line = /describeLineCheck\(\s*\w+,\s*(['"`])(.*?)\1,?\s*\);/s.exec(
    readFileSync(join(folder, file), 'utf8'),
  )?.[2];
  return line === undefined ? [] : [[file, line] as const];
});
const terms = [...cloudWatchFilter.matchAll(/\?(?:"([^"]*)"|(\S+))/g)].map(([, quoted, word]) => quoted ?? word ?? '');

/** Only lines with one of the filter's terms are fetched: silence about any other line would be a false claim. */
it.each(samples)('the line of %s passes the filter that fetches lines', (_file, line) => {
  expect(terms.filter((term) => line.includes(term))).not.toEqual([]);
});
